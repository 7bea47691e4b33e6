import type { Salt } from './graph.js';

/**
 * The numbers of a salt.
 *
 * @param salt none, one or several
 * @returns them as a list
 * @example saltNumbers(2) // [2]
 */
export function saltNumbers(salt: Salt | undefined): readonly number[] {
  if (salt === undefined) return [];
  return typeof salt === 'number' ? [salt] : salt;
}
