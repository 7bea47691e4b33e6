import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isRecord } from '../../calls/is-record.js';

import { decode } from '../../calls/source-text.js';
import { parseConfig } from '../../project/configuration/config-text.js';
import { resolveFrom } from '../../project/configuration/plugin-entry.js';

/** What a configuration has at a path, by itself or from one that it extends. */
export interface Inherited {
  /** `undefined` where no configuration has any. */
  readonly value: unknown;
  /** The configuration that has it. */
  readonly file: string | undefined;
  /** A configuration that one of them extends and that does not exist: it might hold another value. */
  readonly lost: string | undefined;
}

/**
 * Follows `extends` as the compiler does: one's own value goes over those of what is extended, and of several that are
 * extended the last one's over the others'. Lists replace one another.
 *
 * @param file - the absolute path of a `tsconfig.json` that exists
 * @param path - of the value
 */
export function inherited(
  file: string,
  path: readonly [string, string],
  seen: readonly string[] = [],
): Inherited {
  const config = parseConfig(decode(readFileSync(file)));
  const section = config.top(path[0]);
  const value = isRecord(section) ? section[path[1]] : undefined;
  if (value !== undefined) return { value, file, lost: undefined };
  const bases = [config.top('extends') ?? []].flat().filter((base) => typeof base === 'string');
  let lost: string | undefined;
  for (const base of bases.reverse()) {
    // Ours holds the entry wherever it lies, installed already or not.
    if (base === 'keyshape/tsconfig.json' && path[1] === 'plugins')
      return { value: [base], file: base, lost };
    const target = targetOf(file, base);
    if (target === undefined) {
      lost ??= base;
    } else if (!seen.includes(target)) {
      const found = inherited(target, path, [...seen, file]);
      lost ??= found.lost;
      if (found.value !== undefined) return { ...found, lost };
    }
  }
  return { value: undefined, file: undefined, lost };
}

function targetOf(file: string, base: string): string | undefined {
  if (/^\.{0,2}[\\/]|^[a-z]:/i.test(base) || base === '.' || base === '..') {
    const path = resolve(dirname(file), base);
    return [path, `${path}.json`].find((one) => statSync(one, { throwIfNoEntry: false })?.isFile());
  }
  return [base, `${base}.json`, `${base}/tsconfig.json`]
    .map((one) => resolveFrom(file, one))
    .find((found) => found?.endsWith('.json'));
}
