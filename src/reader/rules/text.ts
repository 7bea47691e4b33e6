/**
 * Whether a text can be told from every other on every compiler: TypeScript 7 hands over a lone surrogate as U+FFFD.
 *
 * @example wellFormed('caf\u00e9') === true
 */
export function wellFormed(text: string): boolean {
  // The first is quick, and true of nearly every text.
  return !/[\uD800-\uDFFF\uFFFD]/.test(text) || !/\p{Surrogate}|\uFFFD/u.test(text);
}

/** The step of a path for a property. */
export function propertyStep(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
