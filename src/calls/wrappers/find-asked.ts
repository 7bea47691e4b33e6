import type { VersionArgument } from '../type-source.js';
import type {
  Asked,
  Callable,
  CallChecker,
  Mark,
  MarkedType,
  SignatureView,
  TypeQuestions,
} from './asked.js';
import { mayAskOfArguments } from './find-passed.js';
import { remembered } from './remembered.js';

/** Deep enough for every type that a person writes as a parameter; a type may contain itself. */
const depth = 8;

/** The marks of each type, each once. */
function marksOf<Type extends object, Signature extends Callable>(
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
  const resolved = questions.resolved(places.map(({ call }) => call));
  const signatures = resolved.filter((one) => one !== undefined);
  const parameters = questions.parameters(signatures);
  let known = 0;
  const types = places.map(({ index }, at) => resolved[at] && parameters[known++]![index]);
  const marks = marksOf(
    questions,
    types.filter((type) => type !== undefined),
  );
  let next = 0;
  return types.map((type) => (type === undefined ? undefined : marks[next++]?.[0]?.type));
}

/** Makes the answers of {@link CallChecker} of simple questions to a compiler, a level of types at a time. */
export function createCallChecker<Type extends object, Signature extends Callable>(
  compiler: TypeQuestions<Type, Signature>,
): CallChecker {
  const questions = remembered(compiler);
  const marksIn = (types: readonly Type[]) => marksOf(questions, types);

  /** The elements of the tuples that a rest parameter may be. */
  function tuplesIn(types: readonly Type[]): readonly (readonly (readonly Type[])[])[] {
    const members = questions.members(types).map((found, index) => found ?? [types[index]!]);
    const flat = questions.elements(members.flat());
    let next = 0;
    return members.map((list) =>
      list.flatMap(() => {
        const elements = flat[next++];
        return elements === undefined ? [] : [elements];
      }),
    );
  }

  function views(callables: readonly (Signature | undefined)[]): readonly SignatureView[] {
    const known = callables.filter((callable) => callable !== undefined);
    const types = questions.parameters(known);
    let next = 0;
    const parameters = callables.flatMap((callable, owner) =>
      callable === undefined
        ? []
        : types[next++]!.map((type, index) => ({ type, index, owner, isInTuple: false })),
    );
    const rests = parameters.filter(({ owner, index }) => index === callables[owner]!.count - 1);
    const inTuples = tuplesIn(rests.map(({ type }) => type)).flatMap((tuples, at) =>
      tuples.flatMap((elements) =>
        elements.map((type, place) => {
          const { index, owner } = rests[at]!;
          return { type, index: index + place, owner, isInTuple: true };
        }),
      ),
    );
    const all = [...parameters, ...inTuples];
    const marks = marksIn(all.map(({ type }) => type));
    const found = callables.map((): (Asked & { readonly others: number[] }) | undefined => undefined);
    all.forEach(({ index, owner, isInTuple }, at) => {
      const types = marks[at]!;
      const before = found[owner];
      if (types.length === 0) return;
      if (before !== undefined) {
        if (index !== before.index) before.others.push(index);
        return;
      }
      const callable = callables[owner]!;
      found[owner] = {
        index,
        isInTuple,
        others: [],
        types: [...new Set(types.map(({ type }) => type))].map((type) => questions.describe(type)),
        isList: types.some(({ isList }) => isList),
        isGeneric: callable.isGeneric,
        declaration: () => callable.declaration(),
      };
    });
    return found;
  }

  /** Views of lists of lists, all in one go. */
  function grouped(lists: readonly (readonly Signature[])[]): readonly (readonly SignatureView[])[] {
    const flat = views(lists.flat());
    let next = 0;
    return lists.map((list) => list.map(() => flat[next++]));
  }

  /** The members of types; an intersection is called as one. */
  function apart(types: readonly Type[]): readonly (readonly Type[])[] {
    const unions = types.filter((type) => questions.isUnion(type));
    const members = new Map(questions.members(unions).map((list, index) => [unions[index]!, list!]));
    return types.map((type) =>
      (members.get(type) ?? [type]).filter((member) => !questions.isNothing(member)),
    );
  }

  function signaturesOf(
    members: readonly (readonly Type[])[],
  ): readonly (readonly (readonly SignatureView[])[])[] {
    const flat = grouped(questions.callables(members.flat()));
    let next = 0;
    return members.map((list) => list.map(() => flat[next++]!));
  }

  /** The signatures of each list of types together; an optional member counts as the function that it is where it is present. */
  function allSignaturesOf(lists: readonly (readonly Type[])[]): readonly (readonly SignatureView[])[] {
    const signatures = signaturesOf(apart(lists.flat()));
    let next = 0;
    return lists.map((types) => types.flatMap(() => signatures[next++]!.flat()));
  }

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
      const types = apart(questions.typesAt(calls.map(({ callee }) => callee)));
      const distinct = [...new Set(types.flat())];
      const callables = questions.callables(distinct);
      const byType = new Map(distinct.map((type, index) => [type, callables[index]!]));
      const open = calls.map(({ call }, index) => {
        const signatures = types[index]!.flatMap((type) => byType.get(type)!);
        // Where there is none, as on a type parameter, only resolving the call can tell; a generic rest parameter may become anything.
        const isUnknown =
          signatures.length === 0 || signatures.some((one) => one.collectsRest && one.isGeneric);
        return isUnknown
          ? undefined
          : signatures.filter((one) => one.collectsRest || !isFull(call, one.count));
      });
      const asked = [...new Set(open.flatMap((signatures) => signatures ?? []))];
      const found = new Map(views(asked).map((view, index) => [asked[index]!, view]));
      return open.map(
        (signatures) => signatures === undefined || signatures.some((one) => found.get(one) !== undefined),
      );
    },
    mayAskOfArguments(callees) {
      const types = apart(questions.typesAt(callees));
      const distinct = [...new Set(types.flat())];
      const callables = questions.callables(distinct);
      const signatures = [...new Set(callables.flat())];
      const may = mayAskOfArguments<Type, Signature>({ questions, apart, views }, signatures);
      const asking = new Set(signatures.filter((_, index) => may[index]));
      const sparing = new Set(
        distinct.filter(
          (_, index) => callables[index]!.length > 0 && !callables[index]!.some((one) => asking.has(one)),
        ),
      );
      return types.map((members) => members.length === 0 || !members.every((type) => sparing.has(type)));
    },
    askedBy: (calls, isFull) =>
      views(
        questions.resolved(calls).map((one, index) => {
          const passesAll = one && !one.collectsRest && isFull(calls[index]!, one.count);
          return passesAll ? undefined : one;
        }),
      ),
    signaturesAt: (nodes) => signaturesOf(apart(questions.typesAt(nodes))),
    unionsAt: (nodes) =>
      signaturesOf(apart(questions.typesAt(nodes)).map((list) => (list.length > 1 ? list : []))),
    parameterCountsAt(nodes) {
      const members = apart(questions.typesAt(nodes));
      const callables = questions.callables(members.flat());
      let next = 0;
      return members.map((list) => {
        const counts = list.flatMap(() => callables[next++]!.map(countOf));
        return Math.max(0, ...counts);
      });
    },
    signaturesInBase(asked) {
      const bases = questions.typesAt(asked.map(({ base }) => base));
      const found = questions.propertiesNamed(
        asked.map(({ member }, index) => ({ type: bases[index]!, name: member })),
      );
      const lists = allSignaturesOf(found.map((type) => (type === undefined ? [] : [type])));
      return found.map((type, index) => (type === undefined ? undefined : lists[index]));
    },
    signaturesInContext(asked) {
      const expected = questions.contextualTypes(asked.map(({ expression }) => expression));
      const members = apart(expected.flatMap((type) => type ?? []));
      let next = 0;
      const holders = expected.map((type) => (type === undefined ? [] : members[next++]!));
      const named = asked.flatMap(({ member }, index) =>
        member === undefined ? [] : holders[index]!.map((type) => ({ type, name: member })),
      );
      const properties = questions.propertiesNamed(named);
      let property = 0;
      return allSignaturesOf(
        asked.map(({ member }, index) =>
          member === undefined
            ? holders[index]!
            : holders[index]!.flatMap(() => properties[property++] ?? []),
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
      return marksIn(questions.typesAt(nodes)).map((marks) => {
        const [first] = marks;
        const isList = marks.some((mark) => mark.isList);
        return first && { ...questions.describe(first.type), isList };
      });
    },
  };
}
