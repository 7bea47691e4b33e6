import type { Problem } from '../reader/index.js';
import type { IntrinsicName } from './intrinsics.js';
import type { Settings } from './options.js';

/** What a call becomes. */
export interface Replacement {
  readonly name: IntrinsicName;
  /** The version, or the canonical text for `shapeOf`. */
  readonly text: string;
}

/** Everything that the options say: they may be wrong, and then nothing is replaced. */
export interface Request {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
}
