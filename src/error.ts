/**
 * The class of every error of keyshape: `instanceof` tells one from an error of the compiler, of the system or of another tool.
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
  /** The stable code, such as `KS1001`, of an error that docs/errors.md explains; of several, the first. */
  declare code: string | undefined;

  static {
    // On the prototype, so that it stands in no list of an error's own properties.
    Object.defineProperty(KeyshapeError.prototype, 'name', { value: 'KeyshapeError', writable: true });
  }

  /**
   * @param message - what is wrong, and what to do
   * @param code - its code in docs/errors.md
   */
  constructor(message: string, code?: string) {
    super(message);
    // Node prints every property that can be listed of an error that nobody catches. Writable: Rollup gives errors of plugins its own code.
    Object.defineProperty(this, 'code', { value: code, writable: true, configurable: true });
  }
}
