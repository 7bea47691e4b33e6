import { askOfPresent } from '../../reader/ask.js';
import type { VersionArgument } from '../type-source.js';
import type { Callable, Mark, TypeQuestions } from './asked.js';

/** Deep enough for every type that a person writes as a parameter; a type may contain itself. */
export const depth = 8;

/** The marks of each type, each once. */
export function marksOf<Type extends object, Signature extends Callable>(
  questions: TypeQuestions<Type, Signature>,
  types: readonly Type[],
): readonly (readonly Mark<Type>[])[] {
  const found = types.map((): Mark<Type>[] => []);
  let level = types.map((type, owner) => ({ type, owner }));
  for (let round = 0; level.length > 0 && round < depth; round += 1) {
    const asked = level.map(({ type }) => type);
    const members = questions.members(asked);
    const rest = level.filter((_, index) => members[index] === undefined);
    questions.marks(rest.map(({ type }) => type)).forEach((mark, index) => {
      const list = found[rest[index]!.owner]!;
      if (mark === undefined) return;
      const isKnown = list.some(({ type, isList }) => type === mark.type && isList === mark.isList);
      if (!isKnown) list.push(mark);
    });
    level = level.flatMap(({ owner }, index) => (members[index] ?? []).map((type) => ({ type, owner })));
  }
  return found;
}

/** The types whose versions calls ask for, to be read; `undefined` where a call does not ask in that place. */
export function versionTypes<Type extends object, Signature extends Callable>(
  questions: TypeQuestions<Type, Signature>,
  places: readonly VersionArgument[],
): readonly (Type | undefined)[] {
  const signatures = questions.resolved(places.map(({ call }) => call));
  const parameters = askOfPresent(signatures, (known) => questions.parameters(known));
  const types = places.map(({ index }, at) => parameters[at]?.[index]);
  return askOfPresent(types, (known) => marksOf(questions, known)).map((marks) => marks?.[0]?.type);
}
