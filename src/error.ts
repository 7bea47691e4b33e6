/**
 * What every error of keyshape is: `instanceof` tells one from an error of the compiler, of the system or of another tool.
 *
 * @example
 * ```ts
 * try {
 *   program.emit(undefined, undefined, undefined, false, { before: [keyshapeTransformer(program, { ts })] });
 * } catch (error) {
 *   if (!(error instanceof KeyshapeError)) throw error;
 *   console.error(error.code, error.message); // KS1001 main.ts(3,18): error KS1001: …
 * }
 * ```
 */
export class KeyshapeError extends Error {
  // Node prints every plain property of an error that nobody catches, so there is none.
  readonly #code: string | undefined;

  /**
   * @param message - what is wrong, and what to do
   * @param code - its code in docs/errors.md
   */
  constructor(message: string, code?: string) {
    super(message);
    this.#code = code;
  }

  override get name(): string {
    return 'KeyshapeError';
  }

  /** The stable code, such as `KS1001`, of an error that docs/errors.md explains; of several, the first. */
  get code(): string | undefined {
    return this.#code;
  }
}
