import type { Problem, ReaderOptions } from '../reader/index.js';
import type { Code } from './codes.js';

/** The options of the plugin entry and of the exported factory. */
export interface KeyshapeOptions {
  /** Hex digits in a version: a whole number from 8 to 64. Default 16. */
  readonly length?: number | undefined;
  /** What `any` in a type is: refused (default), a leaf, or a leaf where its declaration belongs to one of these packages. */
  readonly any?: 'refuse' | 'opaque' | readonly string[] | undefined;
  /** `json` (default) follows `toJSON`; `structured` reads the own fields. */
  readonly serializer?: 'json' | 'structured' | undefined;
}

/** Options that were checked and filled up. */
export interface Settings extends ReaderOptions {
  readonly length: number;
}

export const defaults: Settings = { length: 16, any: 'refuse', serializer: 'json' };

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

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Checks the options of a plugin entry and fills up what is left out.
 *
 * @param config - the entry as the host hands it over; keys that belong to the host are passed over
 * @returns the settings, and a problem for every unknown option and every wrong value
 */
export function readOptions(config: unknown): { settings: Settings; problems: readonly Problem[] } {
  if (config === undefined || config === null) return { settings: defaults, problems: [] };
  if (!isRecord(config)) {
    return {
      settings: defaults,
      problems: [problem('KS3002', `keyshape's options are not an object. They are ${listing}.`)],
    };
  }
  const problems: Problem[] = [];
  const read: Record<string, unknown> = { ...defaults };
  for (const [key, value] of Object.entries(config)) {
    if (value === undefined || keysOfHosts.has(key)) continue;
    if (!isOption(key)) {
      problems.push(problem('KS3001', `unknown option \`${key}\` of keyshape. The options are ${listing}.`));
    } else if (!rules[key].accepts(value)) {
      const shown = JSON.stringify(value) ?? String(value);
      problems.push(
        problem(
          'KS3002',
          `the option \`${key}\` of keyshape cannot be ${shown}. The options are ${listing}.`,
        ),
      );
    } else {
      read[key] = value;
    }
  }
  return { settings: read as unknown as Settings, problems };
}
