import type ts = require('typescript');

import type { SymbolFacts, TypeFacts } from '../../reader/checker.js';
import type { Label, StringMapping } from '../../shape/index.js';
import { deferredKind, elementMark, type PrimitiveLabels, primitiveLabels } from '../flags.js';
import type { TypeExtras } from './compiler.js';
import type { ClassicHandles } from './handles.js';
import type { ClassicTypes } from './types.js';

type Facts = TypeFacts<ClassicHandles>;

/** Tells what a type of the classic checker is at first sight. */
export class Describer {
  private readonly primitives: PrimitiveLabels;

  constructor(
    private readonly types: ClassicTypes,
    private readonly symbolFacts: (symbol: ts.Symbol) => SymbolFacts<ts.Declaration>,
  ) {
    this.primitives = primitiveLabels(types.compiler.TypeFlags);
  }

  private get compiler() {
    return this.types.compiler;
  }

  /** The facts of a type. */
  describe(type: ts.Type): Facts {
    const { TypeFlags } = this.compiler;
    const { flags } = type;
    if (flags & TypeFlags.Object) return this.object(type as ts.ObjectType);
    if (flags & TypeFlags.Any) return this.anyOrError(type);
    for (const [mask, label] of this.primitives) if (flags & mask) return { kind: 'scalar', label };
    if (flags & TypeFlags.Never) return { kind: 'never' };
    if (type.isUnion()) return { kind: 'union', members: type.types };
    if (type.isIntersection()) return { kind: 'intersection', members: type.types };
    if (flags & TypeFlags.Literal && !(flags & TypeFlags.Enum))
      return { kind: 'scalar', label: this.literal(type) };
    if (flags & TypeFlags.EnumLike) return this.enumeration(type);
    if (flags & TypeFlags.TemplateLiteral) {
      const { texts, types } = type as ts.TemplateLiteralType;
      return { kind: 'template', texts, holes: types };
    }
    if (flags & TypeFlags.StringMapping) {
      const { symbol, type: target } = type as ts.StringMappingType;
      return { kind: 'mapping', name: symbol.name as StringMapping, target };
    }
    if (flags & TypeFlags.Substitution) {
      return { kind: 'substitution', target: (type as ts.SubstitutionType).baseType };
    }
    return { kind: 'deferred', what: deferredKind(TypeFlags, flags) };
  }

  private anyOrError(type: ts.Type): Facts {
    // A written `any` and an unresolved name share the flag; the name is an internal property on every version to date.
    if ((type as TypeExtras).intrinsicName !== 'error') return { kind: 'any' };
    return { kind: 'error', text: type.aliasSymbol?.name };
  }

  private literal(type: ts.Type): Label {
    const { TypeFlags } = this.compiler;
    if (type.isStringLiteral()) return { kind: 'string', value: type.value };
    if (type.isNumberLiteral()) return { kind: 'number', value: type.value };
    if (type.flags & TypeFlags.BooleanLiteral) {
      return { kind: 'boolean', value: (type as TypeExtras).intrinsicName === 'true' };
    }
    const { negative, base10Value } = (type as ts.BigIntLiteralType).value;
    return { kind: 'bigint', value: `${negative && base10Value !== '0' ? '-' : ''}${base10Value}` };
  }

  /**
   * An enum that is not a union: on 4.9 one with an initialiser that is not a literal has no member types, and on later
   * versions a member without a constant value is a type of its own. The declarations tell.
   */
  private enumeration(type: ts.Type): Facts {
    const values: (string | number | undefined)[] = [];
    const { compiler, checker } = this.types;
    for (const declaration of type.symbol.declarations ?? []) {
      if (compiler.isEnumDeclaration(declaration)) {
        for (const member of declaration.members) values.push(checker.getConstantValue(member));
      } else if (compiler.isEnumMember(declaration)) {
        values.push(checker.getConstantValue(declaration));
      }
    }
    return { kind: 'enum', values };
  }

  private object(type: ts.ObjectType): Facts {
    const { ObjectFlags, ElementFlags } = this.compiler;
    const target = this.types.targetOf(type);
    if (target !== undefined && target.objectFlags & ObjectFlags.Tuple) {
      return {
        kind: 'tuple',
        marks: (target as ts.TupleType).elementFlags.map((flags) => elementMark(ElementFlags, flags)),
        elements: this.types.argumentsOf(type),
      };
    }
    return {
      kind: 'object',
      symbol: type.symbol && this.symbolFacts(type.symbol),
      isMapped: (type.objectFlags & ObjectFlags.Mapped) !== 0,
    };
  }
}
