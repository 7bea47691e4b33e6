import type { Problem } from '../reader/index.js';
import type { Settings } from './options.js';

/** Everything that the options say: they may be wrong, and then nothing is replaced. */
export interface Request {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
}
