import type { Problem } from './problems.js';
import { failed, type Reading, type Root } from './read.js';

/** What is unknown wherever it is read: an `any`, a name that leads nowhere. */
const unknowns = new Set(['KS1001', 'KS1002', 'KS1003', 'KS1006', 'KS1010']);

/**
 * Joins two readings of the types of a program whose `strictNullChecks` is off: one with the option on, which decides the
 * versions, and one as the program is set. With the option off a bare `[]` or `null` is an `any`, behind which anything may
 * come; with the option on it is `never[]` or `null`, which looks like a structure. So what is `any` as the program is set is
 * refused like any other.
 *
 * @param strict a reading for each root
 * @param own a reading for each root, in the same order
 */
export function joinReadings(strict: readonly Reading[], own: readonly Reading[]): readonly Reading[] {
  return strict.map((reading, index) => {
    const unknown = own[index]!.problems.filter(({ code }) => unknowns.has(code));
    if (unknown.length === 0) return reading;
    const told = new Set(unknown.map(({ message }) => message));
    // The strict program calls the same place unresolved (KS1002), where the user's own has an `any`: the `any` is what is reported.
    const more = reading.problems.filter(({ code, message }) => code !== 'KS1002' && !told.has(message));
    return failed([...unknown.map(widened(reading)), ...more]);
  });
}

/** Notes on each root of the strict program whether the user's own program resolves every name in it. */
export function asSeenLoosely(own: readonly Reading[]) {
  return <Type>(root: Root<Type> | undefined, index: number): Root<Type> | undefined =>
    root && { ...root, resolvesLoosely: own[index]!.problems.every(({ code }) => code !== 'KS1002') };
}

function widened({ problems }: Reading): (problem: Problem) => Problem {
  const strictly = new Set(problems.map(({ message }) => message));
  const hint =
    ' `strictNullChecks` is off, so that a bare `[]`, `null` or `undefined` is `any` to the compiler: it may be that.';
  return (problem) =>
    problem.code === 'KS1002' || strictly.has(problem.message)
      ? problem
      : { ...problem, message: problem.message + hint };
}
