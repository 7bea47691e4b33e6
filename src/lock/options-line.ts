import { DEFAULT_READING, type ReadingOptions } from '../shape/compare/options.js';

/** The options that a lock file's versions and verdicts depend on. */
export interface LockOptions {
  readonly serializer: 'json' | 'structured';
  readonly any: 'refuse' | 'opaque' | readonly string[];
  readonly values: 'open' | 'exact';
  readonly readers: 'tolerant' | 'strict';
}

/** The second line of a lock file, without the mark in front: `serializer json, any refuse, values open`. */
export function optionsLine({ serializer, any, values, readers }: LockOptions): string {
  const opaque = typeof any === 'string' ? any : [...any].sort().join(' ');
  const parts = [`serializer ${serializer}`, `any ${opaque}`, `values ${values}`];
  return [...parts, ...(readers === 'strict' ? ['readers strict'] : [])].join(', ');
}

/** What is assumed of writers and readers, by the same options. */
export function readingOptions({ serializer, values, readers }: LockOptions): ReadingOptions {
  return { ...DEFAULT_READING, serializer, values, readers };
}

/** The same, read from the second line of a lock file. */
export function readingOptionsOf(line: string): ReadingOptions {
  return {
    ...DEFAULT_READING,
    serializer: line.includes('serializer structured') ? 'structured' : 'json',
    values: line.includes('values exact') ? 'exact' : 'open',
    readers: line.includes('readers strict') ? 'strict' : 'tolerant',
  };
}
