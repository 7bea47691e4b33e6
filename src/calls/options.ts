import type { Problem, ReaderOptions } from '../reader/index.js';
import type { Code } from './codes.js';
import { didYouMean } from './did-you-mean.js';
import { isRecord } from './is-record.js';
import type { LockedVersions } from './locked-versions.js';

/** The options of the plugin entry and of the exported factory. */
export interface KeyshapeOptions {
  /** Hex digits in a version: a whole number from 8 to 64. Default 16. */
  readonly length?: number | undefined;
  /** What `any` in a type is: refused (default), a leaf, or a leaf where its declaration belongs to one of these packages. */
  readonly any?: 'refuse' | 'opaque' | readonly string[] | undefined;
  /** `json` (default) follows `toJSON`; `structured` reads the own fields. */
  readonly serializer?: 'json' | 'structured' | undefined;
  /** Whether a wrapper may take the type that a call infers from the value it writes: `reads` (default) refuses that, `all` takes it. */
  readonly inferred?: 'reads' | 'all' | undefined;
  /**
   * Whether a stored value may hold fields that its type does not declare (`open`, default: a row that is cached as it came from the
   * database) or never does (`exact`). Decides which old entries count as readable; no version depends on it.
   */
  readonly values?: 'open' | 'exact' | undefined;
  /** Whether readers of an entry ignore fields that they do not know (`tolerant`, default) or refuse them (`strict`: a validator). */
  readonly readers?: 'tolerant' | 'strict' | undefined;
  /** How many older shapes of a model the lock file keeps. Default 5. */
  readonly keep?: number | undefined;
}

/** Options that were checked and filled up. */
export interface Settings extends ReaderOptions {
  readonly length: number;
  readonly inferred: 'reads' | 'all';
  readonly values: 'open' | 'exact';
  readonly readers: 'tolerant' | 'strict';
  readonly keep: number;
}

/** Everything that the options say: they may be wrong, and then nothing is replaced. */
export interface ResolvedOptions {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
  /** The lock file of the project; none for a program that was made without a configuration. */
  readonly lock?: LockedVersions | undefined;
}

export const defaults: Settings = {
  length: 16,
  any: 'refuse',
  serializer: 'json',
  inferred: 'reads',
  values: 'open',
  readers: 'tolerant',
  keep: 5,
};

// Keys of an entry of `plugins` that belong to ts-patch, ttypescript or the language server.
const keysOfHosts: ReadonlySet<string> = new Set([
  'transform',
  'transformProgram',
  'type',
  'import',
  'after',
  'afterDeclarations',
  'isEsm',
  'resolvePathAliases',
  'tsConfig',
  'name',
]);

interface Rule {
  readonly values: string;
  accepts(value: unknown): boolean;
}

const rules: Readonly<Record<keyof Settings, Rule>> = {
  length: {
    values: 'a whole number from 8 to 64',
    accepts: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 8 && value <= 64,
  },
  any: {
    values: '"refuse", "opaque" or a list of package names such as ["@kubernetes/client-node"]',
    accepts: (value) =>
      value === 'refuse' ||
      value === 'opaque' ||
      (Array.isArray(value) &&
        value.length > 0 &&
        value.every((item) => typeof item === 'string' && item !== '')),
  },
  serializer: {
    values: '"json" or "structured"',
    accepts: (value) => value === 'json' || value === 'structured',
  },
  inferred: {
    values: '"reads" or "all"',
    accepts: (value) => value === 'reads' || value === 'all',
  },
  values: {
    values: '"open" or "exact"',
    accepts: (value) => value === 'open' || value === 'exact',
  },
  readers: {
    values: '"tolerant" or "strict"',
    accepts: (value) => value === 'tolerant' || value === 'strict',
  },
  keep: {
    values: 'a whole number from 0 to 100',
    accepts: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100,
  },
};

function isOption(key: string): key is keyof Settings {
  return Object.hasOwn(rules, key);
}

const listing = Object.entries(rules)
  .map(([name, rule]) => `\`${name}\` (${rule.values})`)
  .join(', ');

function problem(code: Code, message: string): Problem {
  return { code, message };
}

/** A place where options are written. */
export interface OptionsSource {
  /** What is written there; `undefined` where nothing is. */
  readonly value: unknown;
  /** How an error names it: the end of a sentence, such as `in "plugins" of tsconfig.json`. */
  readonly place: string;
  /** Whether it is an entry of `plugins`, in which keys of the host stand as well. */
  readonly isEntry: boolean;
}

/**
 * Checks options and fills up what is left out.
 *
 * @param sources - where they are written; what stands in a later one wins
 * @returns the settings, and a problem for every unknown option and every wrong value
 */
export function readOptions(sources: readonly OptionsSource[]): ResolvedOptions {
  const problems: Problem[] = [];
  const read: Record<string, unknown> = { ...defaults };
  for (const source of sources) Object.assign(read, checked(source, problems));
  return { settings: read as unknown as Settings, problems };
}

/** The options of one source that are right. */
function checked({ value, place, isEntry }: OptionsSource, problems: Problem[]): Partial<Settings> {
  if (value === undefined) return {};
  const stands = ` It stands ${place}.`;
  if (!isRecord(value)) {
    problems.push(problem('KS3002', `keyshape's options are not an object. They are ${listing}.${stands}`));
    return {};
  }
  const right: Record<string, unknown> = {};
  for (const [key, option] of Object.entries(value)) {
    if (option === undefined || (isEntry && keysOfHosts.has(key))) continue;
    if (!isOption(key)) {
      const near = didYouMean(key, [...Object.keys(defaults), ...(isEntry ? keysOfHosts : [])]);
      const meant = near === undefined ? '' : ` Did you mean \`${near}\`?`;
      problems.push(
        problem(
          'KS3001',
          `unknown option \`${key}\` of keyshape. The options are ${listing}.${stands}${meant}`,
        ),
      );
    } else if (!rules[key].accepts(option)) {
      const shown = JSON.stringify(option) ?? String(option);
      problems.push(
        problem(
          'KS3002',
          `the option \`${key}\` of keyshape cannot be ${shown}. The options are ${listing}.${stands}`,
        ),
      );
    } else {
      right[key] = option;
    }
  }
  return right;
}
