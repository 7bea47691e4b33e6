import type ts = require('typescript');

import type { CallSignature } from '../../reader/checker.js';
import type { CheckerExtras, Compiler, SignatureExtras } from './compiler.js';

/** A call signature of the classic checker, as the rules see it. */
export function callSignature(
  compiler: Compiler,
  checker: ts.TypeChecker & CheckerExtras,
  location: ts.Node,
  signature: ts.Signature & SignatureExtras,
): CallSignature<ts.Type> {
  const typeOf = (symbol: ts.Symbol) =>
    checker.getTypeOfSymbol?.(symbol) ?? checker.getTypeOfSymbolAtLocation(symbol, location);
  return {
    returns: signature.getReturnType(),
    takesNoArguments: signature.getParameters().every((parameter) => {
      const { valueDeclaration: node } = parameter;
      if (node === undefined || !compiler.isParameter(node)) return false;
      if (node.questionToken !== undefined || node.initializer !== undefined) return true;
      const type = typeOf(parameter);
      return node.dotDotDotToken === undefined
        ? takesNothing(compiler, type)
        : !wantsElements(compiler, checker, type);
    }),
    typeParameters: () =>
      (signature.getTypeParameters() ?? []).map((type) => ({ type, standsFor: type.getDefault() })),
    thisType: () => signature.thisParameter && typeOf(signature.thisParameter),
  };
}

/** A parameter of type `void` may be left out. */
function takesNothing({ TypeFlags }: Compiler, type: ts.Type): boolean {
  const members = type.isUnion() ? type.types : [type];
  return members.some(({ flags }) => flags & TypeFlags.Void);
}

/** Whether a rest parameter's type is a tuple that begins with required elements. */
function wantsElements(
  { ObjectFlags, ElementFlags }: Compiler,
  checker: ts.TypeChecker,
  type: ts.Type,
): boolean {
  const members = type.isUnion() ? type.types : [type];
  return members.every((member) => {
    const { objectFlags } = member as ts.ObjectType;
    if (!(objectFlags & ObjectFlags.Reference)) return false;
    const { target } = member as ts.TypeReference;
    return (
      (target.objectFlags & ObjectFlags.Tuple) !== 0 &&
      checker.getTypeArguments(member as ts.TypeReference).length > 0 &&
      (target as ts.TupleType).elementFlags.some((flags) => flags & ElementFlags.Required)
    );
  });
}
