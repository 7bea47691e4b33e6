import type { Callable, TypeQuestions } from '../../../src/calls/wrappers/asked.js';
import { remembered } from '../../../src/calls/wrappers/remembered.js';

interface Type {
  readonly text: string;
}

/** A compiler whose types are made of nothing; it notes what it is asked. */
function compilerOf(log: (readonly Type[])[]): TypeQuestions<Type> {
  const noted = <Answer>(types: readonly Type[], answer: Answer): readonly Answer[] => {
    log.push(types);
    return types.map(() => answer);
  };
  return {
    resolved: (calls) => calls.map(() => undefined),
    parameters: (callables: readonly Callable[]) => callables.map(() => []),
    typesAt: () => [],
    contextualTypes: () => [],
    callables: (types) => noted(types, []),
    members: (types) => noted(types, undefined),
    elements: (types) => noted(types, undefined),
    typeArguments: (types) => noted(types, []),
    aliases: (types) => noted(types, undefined),
    marks: (types) => noted(types, undefined),
    propertiesNamed: () => [],
    resultOf: () => '',
    declarationsOf: () => [],
    isUnion: () => false,
    isOpen: () => false,
    isNothing: () => false,
    describe: (type) => ({ identity: type, text: noted([type], type.text)[0]!, parameter: undefined }),
  };
}

test.each(['callables', 'members', 'elements', 'typeArguments', 'aliases', 'marks'] as const)(
  '%s of a type are asked for once, with those of the others',
  (name) => {
    const log: (readonly Type[])[] = [];
    const questions = remembered(compilerOf(log));
    const [one, two, three] = ['1', '2', '3'].map((text) => ({ text })) as [Type, Type, Type];
    expect(questions[name]([one, two, one])).toHaveLength(3);
    expect(questions[name]([two, three])).toHaveLength(2);
    questions[name]([three]);
    expect(log).toEqual([[one, two], [three]]);
  },
);

test('a type is written once', () => {
  const log: (readonly Type[])[] = [];
  const questions = remembered(compilerOf(log));
  const one = { text: 'User' };
  expect([questions.describe(one).text, questions.describe(one).text]).toEqual(['User', 'User']);
  expect(log).toHaveLength(1);
});
