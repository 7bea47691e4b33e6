import type { ElementMark, Label } from '../../shape/index.js';
import type { StringMapping, TypeFacts } from '../checker.js';
import type { NativeType } from './api.js';
import type { NativeDeclaration } from './files.js';
import type { Session } from './session.js';
import type { Symbols } from './symbols.js';

type Facts = TypeFacts<NativeType, NativeDeclaration>;

/** What answers for a type that the server failed to hand over. */
export class Unreadable implements NativeType {
  readonly id = -1;
  readonly flags = 0;
  readonly reason: string;

  constructor(error: unknown) {
    const [line] = String(error instanceof Error ? error.message : error).split('\n');
    this.reason = line!;
  }

  private readonly refuse = (): never => {
    throw new Error(`The compiler did not hand over this type: ${this.reason}`);
  };

  readonly getSymbol = this.refuse;
  readonly getAliasSymbol = this.refuse;
  readonly getTypes = this.refuse;
  readonly getTarget = this.refuse;
  readonly getBaseType = this.refuse;
  readonly getTypeParameters = this.refuse;
}

/** Tells what types are at first sight: most from their compact data, the rest with one batch for each kind. */
export class Describer {
  private readonly primitives: readonly (readonly [number, Label])[];

  constructor(
    private readonly session: Session,
    private readonly symbols: Symbols,
  ) {
    const { TypeFlags } = session.module;
    this.primitives = (
      [
        [TypeFlags.String!, 'string'],
        [TypeFlags.Number!, 'number'],
        [TypeFlags.Boolean!, 'boolean'],
        [TypeFlags.BigInt!, 'bigint'],
        [TypeFlags.ESSymbolLike!, 'symbol'],
        [TypeFlags.Null!, 'null'],
        [TypeFlags.Undefined! | TypeFlags.Void!, 'undefined'],
        [TypeFlags.NonPrimitive!, 'object'],
        [TypeFlags.Unknown!, 'unknown'],
      ] as const
    ).map(([flags, name]) => [flags, { kind: 'primitive', name }]);
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
      this.session.askTypes('getBaseType', these, unreadable).map((target) => ({ kind: 'substitution', target })),
    );
    waiting.enums.answer(facts, (these) => this.enums(these));
    waiting.errors.answer(facts, (these) =>
      this.session
        .askTypes('getAliasSymbol', these)
        .map((symbol) => ({ kind: 'error', text: symbol?.name })),
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
    if (flags & TypeFlags.Object!) {
      // Every other reference has its target's symbol.
      const isTuple = (type.objectFlags ?? 0) & ObjectFlags.Reference! && type.symbol === undefined;
      return isTuple ? 'tuples' : 'objects';
    }
    if (flags & TypeFlags.Any!) return type.intrinsicName === 'error' ? 'errors' : { kind: 'any' };
    for (const [mask, label] of this.primitives) if (flags & mask) return { kind: 'scalar', label };
    if (flags & TypeFlags.Never!) return { kind: 'never' };
    if (flags & (TypeFlags.Union! | TypeFlags.Intersection! | TypeFlags.TemplateLiteral!)) return 'composed';
    if (flags & TypeFlags.Literal! && !(flags & TypeFlags.Enum!)) {
      return { kind: 'scalar', label: literal(type) };
    }
    if (flags & TypeFlags.EnumLike!) return 'enums';
    if (flags & TypeFlags.StringMapping!) return 'mappings';
    if (flags & TypeFlags.Substitution!) return 'substitutions';
    return { kind: 'deferred', what: this.deferred(flags) };
  }

  private deferred(flags: number): string {
    const { TypeFlags } = this.session.module;
    if (flags & TypeFlags.TypeParameter!) return 'a type parameter';
    if (flags & TypeFlags.Index!) return 'a `keyof` of a type parameter';
    if (flags & TypeFlags.IndexedAccess!) return 'an indexed access into a type parameter';
    if (flags & TypeFlags.Conditional!) return 'a condition on a type parameter';
    return 'a type of a kind that keyshape does not know';
  }

  private objects(types: readonly NativeType[]): readonly Facts[] {
    const { Mapped } = this.session.module.ObjectFlags;
    const symbols = this.symbols.of(types);
    return types.map((type, index) => ({
      kind: 'object',
      symbol: symbols[index] && this.symbols.facts(symbols[index]),
      isMapped: ((type.objectFlags ?? 0) & Mapped!) !== 0,
    }));
  }

  private tuples(types: readonly NativeType[]): readonly Facts[] {
    const targets = this.session.askTypes('getTarget', types);
    const elements = this.session.ask(
      'getTypeArguments',
      types.map((type) => [type]),
      (error) => [unreadable(error)],
    );
    return types.map((_, index) => ({
      kind: 'tuple',
      marks: (targets[index]!.elementFlags ?? []).map((flags) => this.mark(flags)),
      elements: elements[index]!,
    }));
  }

  private mark(flags: number): ElementMark {
    const { ElementFlags } = this.session.module;
    if (flags & ElementFlags.Optional!) return 'optional';
    if (flags & ElementFlags.Rest!) return 'rest';
    return flags & ElementFlags.Variadic! ? 'variadic' : 'required';
  }

  private composed(types: readonly NativeType[]): readonly Facts[] {
    const { Union, Intersection } = this.session.module.TypeFlags;
    const members = this.session.askTypes('getTypes', types, (error) => [unreadable(error)]);
    return types.map(({ flags, texts }, index): Facts => {
      const parts = members[index] ?? [];
      const [failed] = parts;
      if (failed instanceof Unreadable) return { kind: 'unreadable', reason: failed.reason };
      if (flags & Union!) return { kind: 'union', members: parts };
      if (flags & Intersection!) return { kind: 'intersection', members: parts };
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

  /** A member without a constant value is a type of its own; so is an enum that is no union. */
  private enums(types: readonly NativeType[]): readonly Facts[] {
    const symbols = this.session.askTypes('getSymbol', types);
    return symbols.map((symbol) => {
      const nodes = (symbol?.declarations ?? []).flatMap((handle) => {
        const node = handle.resolve(this.session.project);
        return node === undefined ? [] : 'members' in node ? [...(node.members as Iterable<typeof node>)] : [node];
      });
      const values = this.session.ask(
        'getConstantValue',
        nodes.map((node) => [node]),
      );
      return { kind: 'enum', values };
    });
  }
}

/** Types that wait for one question, and the places of their answers. */
class Waiting {
  private readonly types: NativeType[] = [];
  private readonly places: number[] = [];

  add(type: NativeType, place: number): void {
    this.types.push(type);
    this.places.push(place);
  }

  answer(facts: Facts[], ask: (types: readonly NativeType[]) => readonly Facts[]): void {
    if (this.types.length === 0) return;
    ask(this.types).forEach((answer, index) => {
      facts[this.places[index]!] = answer;
    });
  }
}

function literal({ value }: NativeType): Label {
  switch (typeof value) {
    case 'string':
      return { kind: 'string', value };
    case 'number':
      return { kind: 'number', value };
    case 'boolean':
      return { kind: 'boolean', value };
    default:
      return { kind: 'bigint', value: String(value) };
  }
}

/** Stands for a type that the server failed to hand over. */
export function unreadable(error: unknown): NativeType {
  return new Unreadable(error);
}
