import type ts = require('typescript');

import type { CallSignature } from '../../../reader/checker.js';
import type { NativeSignature, NativeSymbol, NativeType } from '../api/reading.js';
import type { Session } from '../server/session.js';
import type { NativeTypeSyntax } from './type-syntax.js';
import { unreadable } from './unreadable.js';

const untold = new Error(
  'TypeScript 7.0 does not tell what stands for a type parameter of a method in a generic type',
);

/** The call signatures of types, as the rules see them. Few types are asked for theirs. */
export class Signatures {
  constructor(
    private readonly session: Session,
    private readonly syntax: NativeTypeSyntax,
  ) {}

  of(type: NativeType): readonly CallSignature<NativeType>[] {
    const { session } = this;
    const { Call } = session.module.SignatureKind;
    const signatures = session.ask('getSignaturesOfType', [[type, Call]])[0]!;
    const returns = session.ask(
      'getReturnTypeOfSignature',
      signatures.map((signature) => [signature]),
      unreadable,
    );
    return signatures.map((signature, index) => ({
      returns: returns[index]!,
      takesNoArguments: session.parametersOf(signature).every((parameter) => this.mayBeLeftOut(parameter)),
      typeParameters: () => this.typeParameters(signature),
      thisType: () => {
        const parameter = session.thisParameterOf(signature);
        return parameter && session.typesOf([parameter], unreadable)[0];
      },
    }));
  }

  private mayBeLeftOut(parameter: NativeSymbol): boolean {
    const node = parameter.declarations[0]?.resolve(this.session.project);
    if (node === undefined || !this.syntax.isParameter(node)) return false;
    if (node.questionToken !== undefined || node.initializer !== undefined) return true;
    const [type] = this.session.typesOf([parameter], unreadable);
    return node.dotDotDotToken === undefined ? this.takesNothing(type!) : !this.wantsElements(type!);
  }

  /** A parameter of type `void` may be left out. */
  private takesNothing(type: NativeType): boolean {
    const { Void } = this.session.module.TypeFlags;
    return this.membersOf(type).some(({ flags }) => flags & Void);
  }

  /** Whether a rest parameter's type is a tuple that begins with required elements. */
  private wantsElements(type: NativeType): boolean {
    const { ObjectFlags, ElementFlags } = this.session.module;
    return this.membersOf(type).every((member) => {
      // Every reference but a tuple's has its target's symbol.
      const isTuple = (member.objectFlags ?? 0) & ObjectFlags.Reference && member.symbol === undefined;
      if (!isTuple) return false;
      const [target] = this.session.askTypes('getTarget', [member]);
      return (target!.elementFlags ?? []).some((flags) => flags & ElementFlags.Required);
    });
  }

  private membersOf(type: NativeType): readonly NativeType[] {
    const isUnion = type.flags & this.session.module.TypeFlags.Union;
    return isUnion ? (this.session.askTypes('getTypes', [type])[0] ?? []) : [type];
  }

  /**
   * 7.0 does not tell the default of a type parameter: there its text does, where the signature stands in no generic
   * declaration that gives the text a meaning of its own.
   */
  private typeParameters(signature: NativeSignature) {
    const { session } = this;
    const types = session.typeParametersOf(signature);
    const told = session.defaultsOf(types);
    if (told !== undefined) return types.map((type, index) => ({ type, standsFor: told[index] }));
    const written = this.defaultsWritten(signature);
    return types.map((type, index) => ({ type, standsFor: written[index] }));
  }

  private defaultsWritten(signature: NativeSignature): readonly (NativeType | undefined)[] {
    const node = this.session.declarationOf(signature);
    const declared = (node && 'typeParameters' in node ? node.typeParameters : undefined) as
      | Iterable<{ readonly defaultType?: ts.TypeNode }>
      | undefined;
    return [...(declared ?? [])].map(({ defaultType: standsFor }) => {
      if (standsFor === undefined) return undefined;
      if (signature.target) return unreadable(untold);
      return this.session.ask('getTypeFromTypeNode', [[standsFor]], unreadable)[0];
    });
  }
}
