import { answersTo, askOfLists } from '../../reader/ask.js';
import type { Callable, TypeQuestions } from './asked.js';
import { depth } from './marks.js';
import type { SignatureViews } from './signature-views.js';

/**
 * Whether something that is called with one of some signatures may ask a function that it is passed for a version. A call of `find` on an
 * array of users cannot: it passes on a user, a number and the array, whatever its own type parameters are.
 */
export function mayAskOfArguments<Type extends object, Signature extends Callable>(
  questions: TypeQuestions<Type, Signature>,
  views: SignatureViews<Type, Signature>,
  signatures: readonly Signature[],
): readonly boolean[] {
  // Of what collects a rest it takes a call to say what stands where.
  const plain = signatures.filter(({ collectsRest }) => !collectsRest);
  const parameters = questions.parameters(plain);
  const types = [...new Set(parameters.flat())];
  const open = openAmong(questions, types);
  const callables = answersTo(types, (some) =>
    askOfLists(views.apart(some), (members) => questions.callables(members)).map((found) => found.flat()),
  );
  const called = [...new Set([...callables.values()].flat())];
  const asked = views.of(called);
  const asking = new Set(called.filter((_, index) => asked[index] !== undefined));
  const given = questions.parameters(called);
  const openGiven = openAmong(questions, given.flat());
  const isOpen = new Set(
    called.filter((one, index) => one.collectsRest || given[index]!.some((type) => openGiven.has(type))),
  );
  const may = new Map(
    plain.map((signature, index) => {
      const asks = (one: Signature) => asking.has(one) || (signature.isGeneric && isOpen.has(one));
      return [
        signature,
        parameters[index]!.some((type) => open.has(type) || callables.get(type)!.some(asks)),
      ];
    }),
  );
  return signatures.map((signature) => may.get(signature) ?? true);
}

/** Which of some types may be others where type parameters stand for something. */
function openAmong<Type extends object, Signature extends Callable>(
  questions: TypeQuestions<Type, Signature>,
  types: readonly Type[],
): ReadonlySet<Type> {
  const found = new Set<Type>();
  let level = types.map((type) => ({ type, owner: type }));
  for (let round = 0; level.length > 0; round += 1) {
    const members = questions.members(level.map(({ type }) => type));
    const isDeep = round === depth;
    level = level.flatMap(({ type, owner }, index) => {
      if (questions.isOpen(type) || isDeep) found.add(owner);
      return isDeep ? [] : (members[index] ?? []).map((member) => ({ type: member, owner }));
    });
  }
  return found;
}
