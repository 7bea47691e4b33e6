import type { CallSignature, Handles } from '../checker.js';
import type { Context } from './context.js';

/** What a call without arguments gives. */
export interface ResolvedCall<Type> {
  /** One type; several where no signature takes such a call; none where there is no signature. */
  readonly returns: readonly Type[];
  /** Which signature it is depends on what `this` is, and that cannot be told. */
  readonly isUnclear: boolean;
  /** It has type parameters of its own, for which nobody gives a type. */
  readonly isGeneric: boolean;
}

/**
 * Resolves a call without arguments as the compiler does: the first signature that takes one, type parameters standing for
 * their defaults. A signature that asks `this` for something else is passed over. Where every signature wants an argument
 * (`JSON.stringify` gives the key), any of them may answer.
 *
 * @param self the type that the method is called on
 */
export function resolveCall<Handle extends Handles>(
  context: Context<Handle>,
  self: Handle['type'],
  signatures: readonly CallSignature<Handle['type']>[],
): ResolvedCall<Handle['type']> {
  const candidates = signatures.filter((signature) => signature.takesNoArguments);
  for (const signature of candidates) {
    // A single signature is taken, whatever it asks of `this`: were it not to fit, the call itself would be a TypeScript error.
    const fits = candidates.length === 1 ? true : fitsThis(context, self, signature);
    if (fits === undefined) return { returns: [], isUnclear: true, isGeneric: false };
    if (fits) return given(context, [signature]);
  }
  return given(context, signatures);
}

function given<Handle extends Handles>(
  context: Context<Handle>,
  signatures: readonly CallSignature<Handle['type']>[],
): ResolvedCall<Handle['type']> {
  const parameters = signatures.flatMap((one) => one.typeParameters());
  for (const { type, standsFor } of parameters) context.giveDefault(type, standsFor);
  return {
    returns: [...new Set(signatures.map((signature) => signature.returns))],
    isUnclear: false,
    isGeneric: parameters.length > 0,
  };
}

/** Whether a type may be `this` of a signature; `undefined` where type parameters keep that from being told. */
function fitsThis<Handle extends Handles>(
  { checker }: Context<Handle>,
  self: Handle['type'],
  signature: CallSignature<Handle['type']>,
): boolean | undefined {
  const asked = signature.thisType();
  if (asked === undefined) return true;
  if (checker.isAssignable([{ source: self, target: asked }])[0]) return true;
  if (signature.typeParameters().length === 0) return false;
  const [wanted, present] = checker.members([asked, self]);
  const names = new Set(present!.properties.map(({ name }) => name));
  const missing = wanted!.properties.filter(({ name }) => !names.has(name));
  // With nothing in common, not even an optional property, it is no such type: TypeScript's rule of weak types.
  const isAlien = missing.length > 0 && missing.length === wanted!.properties.length;
  return isAlien || missing.some(({ optional }) => !optional) ? false : undefined;
}
