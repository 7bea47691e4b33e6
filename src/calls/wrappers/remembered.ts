import type ts = require('typescript');

import { once } from '../../reader/ask.js';
import type { Callable, TypeQuestions } from './asked.js';

/**
 * Asks each thing about a type once. Hundreds of calls are of the same few functions and expect the same few types, and each question is a
 * round trip to TypeScript 7.
 *
 * @param questions - to a compiler, about a program that does not change
 */
export function remembered<Type extends object, Signature extends Callable>(
  questions: TypeQuestions<Type, Signature>,
): TypeQuestions<Type, Signature> {
  const describe = once((types: readonly Type[]) => types.map((type) => questions.describe(type)));
  const resultOf = once((nodes: readonly ts.Node[]) => nodes.map((node) => questions.resultOf(node)));
  return {
    resolved: (calls) => questions.resolved(calls),
    parameters: once((callables) => questions.parameters(callables)),
    typesAt: once((nodes) => questions.typesAt(nodes)),
    contextualTypes: (expressions) => questions.contextualTypes(expressions),
    callables: once((types) => questions.callables(types)),
    members: once((types) => questions.members(types)),
    elements: once((types) => questions.elements(types)),
    typeArguments: once((types) => questions.typeArguments(types)),
    aliases: once((types) => questions.aliases(types)),
    marks: once((types) => questions.marks(types)),
    propertiesNamed: (asked) => questions.propertiesNamed(asked),
    resultOf: (declaration) => resultOf([declaration])[0]!,
    declarationsOf: (type) => questions.declarationsOf(type),
    isUnion: (type) => questions.isUnion(type),
    isOpen: (type) => questions.isOpen(type),
    isNothing: (type) => questions.isNothing(type),
    describe: (type) => describe([type])[0]!,
  };
}
