import type ts = require('typescript');

import type { Label, StringMapping } from '../../../shape/index.js';
import { deferredKind, elementMark, type PrimitiveLabels, primitiveLabels } from '../../flags.js';
import type { NativeType } from '../api/reading.js';
import type { Session } from '../server/session.js';
import type { Composition } from './composition.js';
import type { Symbols } from './symbols.js';
import type { NativeTypeSyntax } from './type-syntax.js';
import { Unreadable, unreadable } from './unreadable.js';
import { type Facts, Waiting } from './waiting.js';

/** Tells what types are at first sight: most from their compact data, the rest with one batch for each kind. */
export class Describer {
  private readonly primitives: PrimitiveLabels;

  constructor(
    private readonly session: Session,
    private readonly symbols: Symbols,
    private readonly composition: Composition,
    private readonly syntax: NativeTypeSyntax,
  ) {
    this.primitives = primitiveLabels(session.module.TypeFlags);
  }

  describe(types: readonly NativeType[]): readonly Facts[] {
    const facts: Facts[] = new Array(types.length);
    const waiting = {
      objects: new Waiting(),
      tuples: new Waiting(),
      composed: new Waiting(),
      mappings: new Waiting(),
      substitutions: new Waiting(),
      enums: new Waiting(),
      errors: new Waiting(),
    };
    types.forEach((type, index) => {
      const known = this.atOnce(type);
      if (typeof known === 'string') waiting[known].add(type, index);
      else facts[index] = known;
    });
    waiting.objects.answer(facts, (these) => this.objects(these));
    waiting.tuples.answer(facts, (these) => this.tuples(these));
    waiting.composed.answer(facts, (these) => this.composed(these));
    waiting.mappings.answer(facts, (these) => this.mappings(these));
    waiting.substitutions.answer(facts, (these) =>
      this.session
        .askTypes('getBaseType', these, unreadable)
        .map((target) => ({ kind: 'substitution', target })),
    );
    waiting.enums.answer(facts, (these) => this.enums(these));
    waiting.errors.answer(facts, (these) =>
      this.session.askTypes('getAliasSymbol', these).map((symbol) => ({ kind: 'error', text: symbol?.name })),
    );
    return facts;
  }

  /** The facts, where the compact data tell them; else what has to be asked. */
  private atOnce(
    type: NativeType,
  ): Facts | 'objects' | 'tuples' | 'composed' | 'mappings' | 'substitutions' | 'enums' | 'errors' {
    const { TypeFlags, ObjectFlags } = this.session.module;
    const { flags } = type;
    if (type instanceof Unreadable) return { kind: 'unreadable', reason: type.reason };
    if (flags & TypeFlags.Object) {
      // Every other reference has its target's symbol.
      const isTuple = (type.objectFlags ?? 0) & ObjectFlags.Reference && type.symbol === undefined;
      return isTuple ? 'tuples' : 'objects';
    }
    if (flags & TypeFlags.Any) return type.intrinsicName === 'error' ? 'errors' : { kind: 'any' };
    for (const [mask, label] of this.primitives) if (flags & mask) return { kind: 'scalar', label };
    if (flags & TypeFlags.Never) return { kind: 'never' };
    if (flags & (TypeFlags.Union | TypeFlags.Intersection | TypeFlags.TemplateLiteral)) return 'composed';
    if (flags & TypeFlags.Literal && !(flags & TypeFlags.Enum)) {
      return { kind: 'scalar', label: this.literal(type) };
    }
    if (flags & TypeFlags.EnumLike) return 'enums';
    if (flags & TypeFlags.StringMapping) return 'mappings';
    if (flags & TypeFlags.Substitution) return 'substitutions';
    return { kind: 'deferred', what: deferredKind(TypeFlags, flags) };
  }

  /** In the protocol a bigint is its digits, and 7.1 writes numbers that JSON does not know as `+Infinity` and `NaN`. */
  private literal({ flags, value }: NativeType): Label {
    const { TypeFlags } = this.session.module;
    if (flags & TypeFlags.BooleanLiteral) return { kind: 'boolean', value: value === true };
    if (flags & TypeFlags.NumberLiteral) return { kind: 'number', value: Number(value) };
    return { kind: flags & TypeFlags.BigIntLiteral ? 'bigint' : 'string', value: String(value) };
  }

  private objects(types: readonly NativeType[]): readonly Facts[] {
    const { Mapped } = this.session.module.ObjectFlags;
    const symbols = this.symbols.of(types);
    return types.map((type, index) => ({
      kind: 'object',
      symbol: symbols[index] && this.symbols.facts(symbols[index]),
      isMapped: ((type.objectFlags ?? 0) & Mapped) !== 0,
    }));
  }

  private tuples(types: readonly NativeType[]): readonly Facts[] {
    const { ElementFlags } = this.session.module;
    const targets = this.session.askTypes('getTarget', types);
    const elements = this.session.ask(
      'getTypeArguments',
      types.map((type) => [type]),
      (error) => [unreadable(error)],
    );
    return types.map((_, index) => ({
      kind: 'tuple',
      marks: (targets[index]!.elementFlags ?? []).map((flags) => elementMark(ElementFlags, flags)),
      elements: elements[index]!,
    }));
  }

  private composed(types: readonly NativeType[]): readonly Facts[] {
    const { Union, Intersection } = this.session.module.TypeFlags;
    const members = this.composition.partsOf(types);
    return types.map(({ flags, texts }, index): Facts => {
      const parts = members[index]!;
      const [failed] = parts;
      if (failed instanceof Unreadable) return { kind: 'unreadable', reason: failed.reason };
      if (flags & Union) return { kind: 'union', members: parts };
      if (flags & Intersection) return { kind: 'intersection', members: parts };
      return { kind: 'template', texts: texts ?? [], holes: parts };
    });
  }

  private mappings(types: readonly NativeType[]): readonly Facts[] {
    const symbols = this.session.askTypes('getSymbol', types);
    const targets = this.session.askTypes('getTarget', types);
    return types.map((_, index) => ({
      kind: 'mapping',
      name: symbols[index]!.name as StringMapping,
      target: targets[index]!,
    }));
  }

  /** A member without a constant value is a type of its own; so is an enum that is not a union. */
  private enums(types: readonly NativeType[]): readonly Facts[] {
    const symbols = this.session.askTypes('getSymbol', types);
    return symbols.map((symbol) => {
      const nodes = (symbol?.declarations ?? []).flatMap((handle): readonly ts.Node[] => {
        const node = handle.resolve(this.session.project);
        if (node === undefined) return [];
        if (this.syntax.isEnumDeclaration(node)) return [...node.members];
        return this.syntax.isEnumMember(node) ? [node] : [];
      });
      const values = this.session.ask(
        'getConstantValue',
        nodes.map((node) => [node]),
      );
      return { kind: 'enum', values };
    });
  }
}
