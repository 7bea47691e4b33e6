import { answersTo, askOfLists, askOfPresent } from '../../reader/ask.js';
import type { Callable, CallChecker, MarkedType, TypeQuestions } from './asked.js';
import { mayAskOfArguments } from './find-passed.js';
import { depth, marksOf } from './marks.js';
import { remembered } from './remembered.js';
import { SignatureViews } from './signature-views.js';

/** Makes the answers of {@link CallChecker} of simple questions to a compiler, a level of types at a time. */
export function createCallChecker<Type extends object, Signature extends Callable>(
  compiler: TypeQuestions<Type, Signature>,
): CallChecker {
  const questions = remembered(compiler);
  const views = new SignatureViews(questions);
  const membersAt = (nodes: Parameters<typeof questions.typesAt>[0]) => views.apart(questions.typesAt(nodes));
  /** Asks about each type once: thousands of calls are of a few functions. */
  const ofTypes = <Answer>(
    types: readonly Type[],
    ask: (some: readonly Type[]) => readonly Answer[],
  ): readonly Answer[] => {
    const answers = answersTo([...new Set(types)], ask);
    return types.map((type) => answers.get(type)!);
  };
  const callablesOf = (lists: readonly (readonly Type[])[]) =>
    askOfLists(lists, (types) => questions.callables(types));

  /** How many parameters a function takes; a rest parameter that collects whatever it is given, as that of a mock, does not count. */
  function countOf(callable: Signature): number {
    const { count, collectsRest } = callable;
    if (!collectsRest) return count;
    const rest = questions.parameters([callable])[0]!.at(-1);
    const isOpen = rest && /^(?:any|(?:readonly )?(?:any|unknown)\[\])$/.test(questions.describe(rest).text);
    return isOpen ? count - 1 : count;
  }

  return {
    mayAsk(calls, isFull) {
      const callees = questions.typesAt(calls.map(({ callee }) => callee));
      const callables = ofTypes(callees, (types) =>
        callablesOf(views.apart(types)).map((members) => members.flat()),
      );
      const open = calls.map(({ call }, index) => {
        const signatures = callables[index]!;
        // Where there is none, as on a type parameter, only resolving the call can tell; a generic rest parameter may become anything.
        const isUnknown =
          signatures.length === 0 || signatures.some((one) => one.collectsRest && one.isGeneric);
        return isUnknown
          ? undefined
          : signatures.filter((one) => one.collectsRest || !isFull(call, one.count));
      });
      const asked = [...new Set(open.flatMap((signatures) => signatures ?? []))];
      const found = answersTo(asked, (signatures) => views.of(signatures));
      return open.map(
        (signatures) => signatures === undefined || signatures.some((one) => found.get(one) !== undefined),
      );
    },
    mayAskOfArguments(callees) {
      const callables = callablesOf(membersAt(callees));
      const may = answersTo([...new Set(callables.flat(2))], (signatures) =>
        mayAskOfArguments(questions, views, signatures),
      );
      return callables.map(
        (members) =>
          members.length === 0 ||
          members.some((signatures) => signatures.length === 0 || signatures.some((one) => may.get(one))),
      );
    },
    askedBy: (calls, isFull) =>
      views.of(
        questions.resolved(calls).map((one, index) => {
          const passesAll = one && !one.collectsRest && isFull(calls[index]!, one.count);
          return passesAll ? undefined : one;
        }),
      ),
    signaturesAt: (nodes) => views.ofEach(membersAt(nodes)),
    unionsAt: (nodes) =>
      ofTypes(questions.typesAt(nodes), (types) =>
        views.ofEach(views.apart(types).map((list) => (list.length > 1 ? list : []))),
      ),
    parameterCountsAt: (nodes) =>
      callablesOf(membersAt(nodes)).map((members) => Math.max(0, ...members.flat().map(countOf))),
    signaturesInBase(asked) {
      const bases = questions.typesAt(asked.map(({ base }) => base));
      const found = questions.propertiesNamed(
        asked.map(({ member }, index) => ({ type: bases[index]!, name: member })),
      );
      return askOfPresent(found, (types) => views.ofAll(types.map((type) => [type])));
    },
    signaturesInContext(asked) {
      const expected = questions.contextualTypes(asked.map(({ expression }) => expression));
      const holders = askOfPresent(expected, (types) => views.apart(types));
      const members = askOfLists(
        asked.map(({ member: name }, index) =>
          name === undefined ? [] : (holders[index] ?? []).map((type) => ({ type, name })),
        ),
        (named) => questions.propertiesNamed(named),
      );
      return views.ofAll(
        asked.map(({ member }, index) =>
          member === undefined
            ? (holders[index] ?? [])
            : members[index]!.filter((type) => type !== undefined),
        ),
      );
    },
    typesAt: (nodes) => questions.typesAt(nodes).map((type) => questions.describe(type)),
    expectedParts(expression, aliases) {
      const [expected] = questions.contextualTypes([expression]);
      const found = new Set<Type>();
      let level = expected === undefined ? [] : [expected];
      for (let round = 0; level.length > 0 && round < depth; round += 1) {
        const fresh = [...new Set(level)].filter((type) => !found.has(type));
        for (const type of fresh) found.add(type);
        const members = questions.members(fresh);
        const applied = questions.typeArguments(fresh);
        const named = questions.aliases(fresh);
        level = fresh.flatMap((_, index) => {
          const alias = named[index];
          const ofAlias = alias && aliases(alias.name) ? alias.typeArguments : [];
          return [...(members[index] ?? []), ...applied[index]!, ...ofAlias];
        });
      }
      return [...found].map((type) => questions.describe(type));
    },
    declarationsAt: (expression) => questions.declarationsOf(questions.typesAt([expression])[0]!),
    resultOf: (declaration) => questions.resultOf(declaration),
    declarationOf: (call) => questions.resolved([call])[0]?.declaration(),
    markedAt(nodes): readonly (MarkedType | undefined)[] {
      return marksOf(questions, questions.typesAt(nodes)).map((marks) => {
        const [first] = marks;
        const isList = marks.some((mark) => mark.isList);
        return first && { ...questions.describe(first.type), isList };
      });
    },
  };
}
