import type { AskingPlaces, EarlierSearch } from '../../calls/wrappers/earlier-search.js';
import type { WrapperNames } from '../../calls/wrappers/names.js';
import { lastFinds } from './last-finds.js';
import type { ConfiguredProgram } from './program-state.js';

/**
 * What the last build of a project found of wrappers, as far as it still holds.
 *
 * @param names - by which calls are looked for now
 * @returns `undefined` where no next build could use what is found
 */
export function lastSearch(
  configured: ConfiguredProgram,
  { types, values, constructors, wide }: WrapperNames,
): EarlierSearch | undefined {
  const names = [[...types].sort(), [...values].sort(), constructors, wide];
  return lastFinds<AskingPlaces>(configured, '-wrappers', names);
}
