import { answersTo, askOfLists, askOfPresent } from '../../reader/ask.js';
import type { Asked, Callable, SignatureView, TypeQuestions } from './asked.js';
import { marksOf } from './marks.js';

/** What signatures ask for, whichever compiler knows them. */
export class SignatureViews<Type extends object, Signature extends Callable> {
  constructor(private readonly questions: TypeQuestions<Type, Signature>) {}

  /** What each of some signatures asks for. */
  of(callables: readonly (Signature | undefined)[]): readonly SignatureView[] {
    const places = this.placesOf(callables);
    const marks = marksOf(
      this.questions,
      places.map(({ type }) => type),
    );
    const found = callables.map((): (Asked & { readonly others: number[] }) | undefined => undefined);
    places.forEach(({ index, owner, isInTuple }, at) => {
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
        types: [...new Set(types.map(({ type }) => type))].map((type) => this.questions.describe(type)),
        isList: types.some(({ isList }) => isList),
        isGeneric: callable.isGeneric,
        declaration: () => callable.declaration(),
      };
    });
    return found;
  }

  /** Those of each type of each list. */
  ofEach(lists: readonly (readonly Type[])[]): readonly (readonly (readonly SignatureView[])[])[] {
    return askOfLists(lists, (types) =>
      askOfLists(this.questions.callables(types), (callables) => this.of(callables)),
    );
  }

  /** Those of each list of types together; an optional member counts as the function that it is where it is present. */
  ofAll(lists: readonly (readonly Type[])[]): readonly (readonly SignatureView[])[] {
    return askOfLists(lists, (types) => this.ofEach(this.apart(types))).map((found) => found.flat(2));
  }

  /** The members of types, what is nothing left out; an intersection is called as one. */
  apart(types: readonly Type[]): readonly (readonly Type[])[] {
    const { questions } = this;
    const unions = types.filter((type) => questions.isUnion(type));
    const members = answersTo(unions, (some) => questions.members(some));
    return types.map((type) =>
      (members.get(type) ?? [type]).filter((member) => !questions.isNothing(member)),
    );
  }

  /** Where signatures may ask: each parameter, and behind them all each element of a tuple that a rest parameter may be. */
  private placesOf(callables: readonly (Signature | undefined)[]) {
    const parameters = askOfPresent(callables, (known) => this.questions.parameters(known)).flatMap(
      (types = [], owner) => types.map((type, index) => ({ type, index, owner, isInTuple: false })),
    );
    const rests = parameters.filter(({ owner, index }) => index === callables[owner]!.count - 1);
    const tuples = this.tuplesIn(rests.map(({ type }) => type));
    const elements = rests.flatMap(({ index, owner }, at) =>
      tuples[at]!.flatMap((types) =>
        types.map((type, place) => ({ type, index: index + place, owner, isInTuple: true })),
      ),
    );
    return [...parameters, ...elements];
  }

  /** The elements of the tuples that a rest parameter may be. */
  private tuplesIn(types: readonly Type[]): readonly (readonly (readonly Type[])[])[] {
    const members = this.questions.members(types).map((found, index) => found ?? [types[index]!]);
    return askOfLists(members, (some) => this.questions.elements(some)).map((found) =>
      found.filter((elements) => elements !== undefined),
    );
  }
}
