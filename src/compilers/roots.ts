import type ts = require('typescript');

import { isVersionArgument, nodeOf, type TypeSource, type VersionArgument } from '../calls/type-source.js';
import { type CallSiteSyntax, seesTypeParameters } from '../reader/call-site.js';
import { failed, type Reading, type Root } from '../reader/read.js';

/** Finds the types that stand in sources, in one program. */
export interface SourceTypes<Type> {
  ofNodes(nodes: readonly ts.TypeNode[]): readonly Type[];
  ofArguments(places: readonly VersionArgument[]): readonly (Type | undefined)[];
  nameOf(type: Type): string;
}

/** The roots of the sources in one program; `undefined` for a call that does not ask for a version there. */
export function rootsOf<Type>(
  syntax: CallSiteSyntax,
  sources: readonly TypeSource[],
  types: SourceTypes<Type>,
): readonly (Root<Type> | undefined)[] {
  const nodes = sources.flatMap((source) => (isVersionArgument(source) ? [] : [source]));
  const places = sources.filter(isVersionArgument);
  const ofNodes = types.ofNodes(nodes)[Symbol.iterator]();
  const ofArguments = types.ofArguments(places)[Symbol.iterator]();
  return sources.map((source) => {
    const isArgument = isVersionArgument(source);
    const { value: type } = (isArgument ? ofArguments : ofNodes).next();
    if (type === undefined) return undefined;
    const name = isArgument
      ? (source.call.typeArguments?.[0]?.getText() ?? types.nameOf(type))
      : source.getText();
    const written = nodeOf(source);
    return { type, name, seesTypeParameters: seesTypeParameters(syntax, written), written };
  });
}

/** Reads the roots that are there, and refuses the others: with `strictNullChecks` on, a call may lead to another overload. */
export function readPresent<Type>(
  roots: readonly (Root<Type> | undefined)[],
  read: (roots: readonly Root<Type>[]) => readonly Reading[],
): readonly Reading[] {
  const readings = read(roots.filter((root) => root !== undefined))[Symbol.iterator]();
  return roots.map((root) => (root === undefined ? failed([elsewhere]) : (readings.next().value as Reading)));
}

const elsewhere = {
  code: 'KS1012',
  message:
    '`strictNullChecks` is off, and with it on, as types are read, this call leads to another overload, which asks for no version. Write the type arguments, or turn `strictNullChecks` on.',
} as const;
