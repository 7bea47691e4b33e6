import { bodyLines } from './body.js';
import type { Lock, Model } from './lock.js';

/** The first line of a lock file. */
export const FIRST_LINE =
  '# keyshape.lock 1: written by `keyshape lock`, read in review, merged by git. Do not edit by hand.';

/**
 * The text of a lock file. The same lock gives the same text, in whatever order its models are given.
 *
 * @param lock what it is to say
 */
export function writeLock({ options, models }: Lock): string {
  const sorted = [...models].sort((a, b) => (a.identity < b.identity ? -1 : 1));
  return [FIRST_LINE, `# ${options}`, ...sorted.flatMap(section), ''].join('\n');
}

function section({ identity, version, text, was }: Model): readonly string[] {
  return [
    '',
    `model ${identity}`,
    `version ${version}`,
    ...bodyLines(text).map((line) => `  ${line}`),
    ...was.map((entry) => `was ${entry.version} ${entry.text}`),
    `end ${identity}`,
  ];
}
