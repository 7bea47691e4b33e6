import { type Certainty, stringFits, templateInTemplate } from './patterns.js';
import type { Types } from './types.js';

/** Whether an index signature's key takes a property's name. */
export function keyTakes(types: Types, key: string, name: string, certainty: Certainty): boolean {
  // A number's name is what it prints as, and these print as words.
  if (key === 'number' && ['NaN', 'Infinity', '-Infinity'].includes(name)) return true;
  return stringFits(types, types.shared.keys.get(key)!, name, certainty);
}

/** Whether every name that one key takes is taken by another. */
export function keyCovers(types: Types, outer: string, inner: string): boolean {
  if (outer === inner || outer === 'string') return true;
  const { keys } = types.shared;
  return templateInTemplate(types, keys.get(inner)!, keys.get(outer)!);
}

/** Whether there may be a name that both keys take: two templates whose starts or ends differ have none. */
export function keysMayMeet(types: Types, one: string, other: string): boolean {
  const [first, second] = [one, other].map((key) => types.labelOf(types.shared.keys.get(key)!));
  if (first?.kind !== 'template' || second?.kind !== 'template') return true;
  const [firstStart, secondStart] = [first.texts[0]!, second.texts[0]!];
  const [firstEnd, secondEnd] = [first.texts.at(-1)!, second.texts.at(-1)!];
  return (
    (firstStart.startsWith(secondStart) || secondStart.startsWith(firstStart)) &&
    (firstEnd.endsWith(secondEnd) || secondEnd.endsWith(firstEnd))
  );
}
