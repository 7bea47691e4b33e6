import type ts = require('typescript');

/** The argument of a call that holds the version of a type. */
export interface VersionArgument {
  readonly call: ts.CallExpression | ts.NewExpression;
  /** Its place, and that of the parameter in the resolved signature. */
  readonly index: number;
}

/** Where a type stands whose version is asked for: as a type argument, or in what a call's resolved signature asks for. */
export type TypeSource = ts.TypeNode | VersionArgument;

/** Whether the type is the one that a call asks for the version of. */
export function isVersionArgument(source: TypeSource): source is VersionArgument {
  return 'call' in source;
}

/** The syntax that says the most of the type: what its declarations are followed from. */
export function syntaxOf(source: TypeSource): readonly ts.Node[] {
  if (!isVersionArgument(source)) return [source];
  return source.call.typeArguments ?? [source.call];
}

/** The node at whose place the type is read. */
export function nodeOf(source: TypeSource): ts.Node {
  return isVersionArgument(source) ? source.call : source;
}
