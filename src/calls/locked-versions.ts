import type { Reading } from '../reader/index.js';
import type { TypeName } from './type-name.js';

/** The versions of a type, the present one first. */
export interface Versions {
  /** Those whose entries are proven readable. */
  readonly readable: readonly string[];
  /** Those that the lock file knows. */
  readonly all: readonly string[];
}

/** What a lock file says of older versions. It is read when a call first asks. */
export interface LockedVersions {
  /**
   * @param type what the type is called
   * @param reading its present shape
   * @param length how many digits a version has
   * @throws KeyshapeError KS3010 where there is a lock file that cannot be read, or should not be believed
   */
  of(type: TypeName, reading: Reading, length: number): Versions;
}
