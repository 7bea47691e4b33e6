import { KeyshapeError } from '../error.js';

/** The command could not do its work: wrong arguments, no configuration, no compiler. */
export class UsageError extends KeyshapeError {
  override get name(): string {
    return 'UsageError';
  }
}
