import type { Reading } from '../reader/index.js';
import type { IntrinsicName } from './intrinsics.js';

/**
 * What stands in the output for a call. It is decided here, once: whoever writes an output, as a tree or as text, only
 * looks at the kind.
 */
export interface Replacement {
  /** The intrinsic that is called, for reports. */
  readonly name: IntrinsicName;
  /** `literal`: the text stands for the call. `prefix`: the text and a `+` stand before the call's argument. */
  readonly kind: 'literal' | 'prefix';
  /** What the output holds as a string literal. */
  readonly text: string;
  /** The version or the canonical text that was read, as reports show it. */
  readonly value: string;
  /** Whether the text is as long for every type. */
  readonly isFixedLength: boolean;
}

/**
 * Decides what a call becomes.
 *
 * @param name - the intrinsic
 * @param reading - the type of the call, read without problems
 * @param length - how many digits a version has
 */
export function replacementOf(name: IntrinsicName, reading: Reading, length: number): Replacement {
  switch (name) {
    case 'versionOf': {
      const value = reading.version(length);
      return { name, kind: 'literal', text: value, value, isFixedLength: true };
    }
    case 'keyFor': {
      const value = reading.version(length);
      return { name, kind: 'prefix', text: `${value}:`, value, isFixedLength: true };
    }
    case 'shapeOf': {
      const value = reading.text();
      return { name, kind: 'literal', text: value, value, isFixedLength: false };
    }
  }
}
