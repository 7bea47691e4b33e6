import type ts = require('typescript');

import type { Reading } from '../reader/index.js';
import type { AskerName, IntrinsicName } from './intrinsics.js';
import type { Versions } from './locked-versions.js';

/** A call that something else stands for in the output: of an intrinsic, or of a wrapper, which may be a class. */
export type ReplacedCall = ts.CallExpression | ts.NewExpression;

/** What stands in the output for each of some calls. */
export type Replacements = ReadonlyMap<ReplacedCall, Replacement>;

/**
 * What stands in the output for a call. It is decided here, once: whoever writes an output, as a tree or as text, only
 * looks at the kind.
 */
export interface Replacement {
  /** The intrinsic that is called, or the type that asks for a version, for reports. */
  readonly name: AskerName;
  /**
   * - `literal`: the text stands for the call.
   * - `list`: an array that begins with the text.
   * - `prefix`: the text and a `+` stand before the call's argument.
   * - `argument`: the text, or an array that begins with it where there are others, is an argument of the call.
   * - `parameter`: inside a wrapper, the name of its own parameter stands for the call.
   * - `parameter-prefix`: the same name, with a colon and a `+` before the call's argument.
   */
  readonly kind: 'literal' | 'list' | 'prefix' | 'argument' | 'parameter' | 'parameter-prefix';
  /** Of a list, or an argument that is one: what stands behind the first. */
  readonly others?: readonly string[];
  /** Of a parameter: whether it is a list, of which the first is meant. */
  readonly isFirst?: boolean;
  /** The place of the argument; those before it that are left out become `void 0`. */
  readonly index?: number;
  /** The type, for reports: as it is written, or as the compiler writes it where an argument is filled in; empty inside a wrapper. */
  readonly type: string;
  /** What the output holds as a string literal; the name of a parameter. */
  readonly text: string;
  /** The version or the canonical text that was read, as reports show it. */
  readonly value: string;
  /** Whether the text has the same length for every type. */
  readonly isFixedLength: boolean;
}

const ofOneLength: ReadonlySet<AskerName> = new Set(['versionOf', 'keyFor', 'VersionOf']);

/** Whether the text that stands for a call has the same length for every type. */
export function isFixedLength(name: AskerName): boolean {
  return ofOneLength.has(name);
}

/**
 * Decides what a call becomes.
 *
 * @param name - the intrinsic
 * @param type - the type as it is written at the call
 * @param reading - the type of the call, read without problems
 * @param length - how many digits a version has
 * @param versions - the versions that the lock file knows
 */
export function replacementOf(
  name: IntrinsicName,
  type: string,
  reading: Reading,
  length: number,
  versions: () => Versions,
): Replacement {
  const value = name === 'shapeOf' ? reading.text() : reading.version(length);
  const replacement = { name, type, text: value, value, isFixedLength: isFixedLength(name) } as const;
  switch (name) {
    case 'versionOf':
    case 'shapeOf':
      return { ...replacement, kind: 'literal' };
    case 'keyFor':
      return { ...replacement, kind: 'prefix', text: `${value}:` };
    case 'versionsOf':
      return { ...replacement, kind: 'list', others: versions().readable.slice(1) };
    case 'allVersionsOf':
      return { ...replacement, kind: 'list', others: versions().all.slice(1) };
  }
}

/** An argument to fill in. */
interface Argument {
  /** Its place. */
  readonly index: number;
  /** The type whose version it is, as the compiler writes it. */
  readonly typeText: string;
  /** Whether it is that of all readable versions. */
  readonly isList: boolean;
}

/**
 * Makes a version, or several, the argument of a call.
 *
 * @param versions - the versions that the lock file knows
 */
export function argumentOf(
  { index, typeText: type, isList }: Argument,
  reading: Reading,
  length: number,
  versions: () => Versions,
): Replacement {
  const value = reading.version(length);
  const name = isList ? 'VersionsOf' : 'VersionOf';
  const argument = { name, kind: 'argument', index, type, text: value, value } as const;
  const others = isList && { others: versions().readable.slice(1) };
  return { ...argument, ...others, isFixedLength: isFixedLength(name) };
}

/**
 * Puts a wrapper's own parameter in place of a call.
 *
 * @param parameter - its name
 * @param isList - whether it holds all readable versions
 */
export function parameterFor(name: IntrinsicName, parameter: string, isList: boolean): Replacement {
  const kind = name === 'keyFor' ? 'parameter-prefix' : 'parameter';
  const isFirst = isList && name !== 'versionsOf';
  return { name, type: '', kind, text: parameter, isFirst, value: parameter, isFixedLength: false };
}
