import { KeyshapeError } from '../error.js';

/** A lock file that cannot be read, or should not be believed. */
export class LockError extends KeyshapeError {
  override get name(): string {
    return 'LockError';
  }

  /** The line, from 1. */
  readonly line: number;

  /**
   * @param reason what is wrong and what to do, without a full stop
   * @param line where, from 1
   */
  constructor(reason: string, line: number) {
    super(`line ${line}: ${reason}`);
    this.line = line;
  }
}
