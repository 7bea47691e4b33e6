import type ts = require('typescript');

import type { CallSignature } from '../../reader/checker.js';
import type { SignatureExtras } from './compiler.js';
import type { ClassicTypes } from './types.js';

/** Call signatures of the classic checker, as the rules see them. */
export class ClassicSignatures {
  constructor(private readonly types: ClassicTypes) {}

  callsOf(type: ts.Type): readonly CallSignature<ts.Type>[] {
    return type.getCallSignatures().map((signature) => this.callSignature(signature));
  }

  private callSignature(signature: ts.Signature & SignatureExtras): CallSignature<ts.Type> {
    return {
      returns: signature.getReturnType(),
      takesNoArguments: signature.getParameters().every((parameter) => this.mayBeLeftOut(parameter)),
      typeParameters: () =>
        (signature.getTypeParameters() ?? []).map((type) => ({ type, standsFor: type.getDefault() })),
      thisType: () => signature.thisParameter && this.types.typeOf(signature.thisParameter),
    };
  }

  private mayBeLeftOut(parameter: ts.Symbol): boolean {
    const { valueDeclaration: node } = parameter;
    if (node === undefined || !this.types.compiler.isParameter(node)) return false;
    if (node.questionToken !== undefined || node.initializer !== undefined) return true;
    const type = this.types.typeOf(parameter);
    return node.dotDotDotToken === undefined ? this.mayBeVoid(type) : !this.wantsElements(type);
  }

  /** An argument of type `void` may be left out. */
  private mayBeVoid(type: ts.Type): boolean {
    return membersOf(type).some(({ flags }) => flags & this.types.compiler.TypeFlags.Void);
  }

  /** Whether a rest parameter's type is a tuple that begins with required elements. */
  private wantsElements(type: ts.Type): boolean {
    const { ObjectFlags, ElementFlags } = this.types.compiler;
    return membersOf(type).every((member) => {
      const target = this.types.targetOf(member);
      return (
        target !== undefined &&
        (target.objectFlags & ObjectFlags.Tuple) !== 0 &&
        this.types.argumentsOf(member).length > 0 &&
        (target as ts.TupleType).elementFlags.some((flags) => flags & ElementFlags.Required)
      );
    });
  }
}

function membersOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}
