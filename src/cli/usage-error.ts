/** The command could not do its work: wrong arguments, no configuration, no compiler. No stack is shown. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
