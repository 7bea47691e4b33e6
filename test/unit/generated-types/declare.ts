import type { Random } from '../../support/random.js';
import { type Model, type Property, reached, type Slot, type TupleEnd } from './model.js';

/**
 * Writes a model as TypeScript declarations, each object and each place in one of the many ways that mean the same data:
 * what the rules of the canonical form take for equal.
 */
export class Declarations {
  private readonly texts: string[] = [];
  private readonly objectNames: readonly string[];
  private count = 0;

  /** @param prefix starts every name that is declared */
  constructor(
    private readonly random: Random,
    private readonly model: Model,
    private readonly prefix: string,
  ) {
    this.objectNames = model.objects.map(() => this.name());
    for (const [index, properties] of model.objects.entries())
      this.object(this.objectNames[index]!, properties);
    this.texts.push(`export type ${prefix} = ${this.objectNames[0]};`);
  }

  /** The text; the cached type is exported under the prefix. */
  get text(): string {
    return this.shuffled(this.texts).join('\n');
  }

  private name(): string {
    this.count += 1;
    return `${this.prefix}_${this.random.pick(['T', 'Model', 'Zed', 'A'])}${this.count}`;
  }

  private shuffled<T>(items: readonly T[]): T[] {
    const left = [...items];
    const order: T[] = [];
    while (left.length > 0) order.push(...left.splice(this.random.below(left.length), 1));
    return order;
  }

  private object(name: string, properties: readonly Property[]): void {
    const { random } = this;
    const [some, rest] = this.split(properties);
    const whole = () => this.core(properties);
    switch (random.below(24)) {
      case 0:
        this.alias(name, this.literal(properties));
        break;
      case 1:
        this.alias(name, `${this.core(some)} & ${this.core(rest)}`);
        break;
      case 2: {
        const base = this.core([...properties, { ...properties[0]!, name: 'extra' }]);
        const keys = properties.map((property) => JSON.stringify(property.name));
        this.alias(
          name,
          random.chance(0.5) ? `Pick<${base}, ${keys.join(' | ')}>` : `Omit<${base}, 'extra'>`,
        );
        break;
      }
      case 3: {
        const base = whole();
        const modifiers = random.pick([
          ['', ''],
          ['readonly ', ''],
          ['-readonly ', ''],
        ]);
        this.alias(name, `{ ${modifiers[0]}[K in keyof ${base}]: ${base}[K] }`);
        break;
      }
      case 4:
        this.alias(name, `Readonly<${whole()}>`);
        break;
      case 5:
        this.alias(name, `string extends string ? ${whole()} : never`);
        break;
      case 6: {
        const wrap = this.name();
        this.texts.push(`interface ${wrap}<W> { w: W }`);
        this.alias(name, `${wrap}<${whole()}> extends ${wrap}<infer U> ? U : never`);
        break;
      }
      case 7: {
        const make = this.name();
        this.texts.push(`declare function ${make}(): ${whole()};`);
        this.alias(name, `ReturnType<typeof ${make}>`);
        break;
      }
      case 8: {
        const value = this.name();
        this.texts.push(`declare const ${value}: ${whole()};`);
        this.alias(name, `typeof ${value}`);
        break;
      }
      case 9: {
        // A constant whose type mentions itself has none, or has one by the order in which it is asked for.
        if (reached(this.model, properties).some((index) => this.model.objects[index] === properties)) {
          this.declared(name, properties);
          break;
        }
        const value = this.name();
        this.texts.push(`const ${value} = class { ${this.classMembers(properties, false)} };`);
        this.alias(name, `InstanceType<typeof ${value}>`);
        break;
      }
      case 10: {
        const mixin = this.name();
        const base = this.class(some);
        this.texts.push(
          `function ${mixin}<B extends new (...args: any[]) => {}>(base: B) { return class extends base { ${this.classMembers(rest, false)} }; }`,
          `class ${name} extends ${mixin}(${base}) {}`,
        );
        break;
      }
      case 11:
        this.texts.push(`class ${name} { ignored!: RegExp; ${this.toJSON(whole())} }`);
        break;
      case 12:
        this.texts.push(`interface ${name} ${this.literal(some)}`, `interface ${name} ${this.literal(rest)}`);
        break;
      case 13: {
        const space = this.name();
        this.texts.push(`namespace ${space} { export interface Inner ${this.literal(properties)} }`);
        this.texts.push(`import ${name} = ${space}.Inner;`);
        break;
      }
      case 14: {
        const parameters = properties.map((_, index) => `P${index}`);
        const generic = this.name();
        const open = properties.map((one, index) => this.property(one, parameters[index]!));
        this.texts.push(
          `interface ${generic}<${parameters.join(', ')}> { ${this.shuffled(open).join('; ')} }`,
        );
        const given = properties.map(({ slot }) => this.slot(slot));
        this.texts.push(`interface ${name} extends ${generic}<${given.join(', ')}> {}`);
        break;
      }
      case 15:
        this.texts.push(`interface ${name} extends ${this.core(some)} ${this.literal(rest)}`);
        break;
      case 16:
        this.texts.push(`class ${name} extends ${this.class(some)} { ${this.classMembers(rest, true)} }`);
        break;
      case 18:
        this.alias(name, this.remapped(whole()));
        break;
      case 19: {
        const isOptional = properties[0]!.isOptional;
        const isAll = properties.every((property) => property.isOptional === isOptional);
        // Not `Required`: under `exactOptionalPropertyTypes` it keeps an `undefined` that is written.
        if (isAll && isOptional) {
          const required = properties.map((property) => ({ ...property, isOptional: false }));
          this.alias(name, `Partial<${this.core(required)}>`);
        } else this.declared(name, properties);
        break;
      }
      case 20:
        this.texts.push(`class ${name} { ${this.parameterProperties(properties)} }`);
        break;
      case 17:
        this.alias(name, `Exclude<${whole()} | 'none', 'none'>`);
        break;
      default:
        this.declared(name, properties);
        break;
    }
  }

  private remapped(base: string): string {
    return `{ [K in keyof ${base} as K]: ${base}[K] }`;
  }

  private alias(name: string, type: string): void {
    this.texts.push(`type ${name} = ${type};`);
  }

  private split(properties: readonly Property[]): readonly [readonly Property[], readonly Property[]] {
    const at = this.random.below(properties.length + 1);
    const order = this.shuffled(properties);
    return [order.slice(0, at), order.slice(at)];
  }

  /** A new name that stands for an object as it is: no `toJSON`, nothing that mapping it would lose. */
  private core(properties: readonly Property[]): string {
    const name = this.name();
    this.texts.push(`interface ${name} ${this.literal(properties)}`);
    return name;
  }

  private class(properties: readonly Property[]): string {
    const name = this.name();
    this.texts.push(`class ${name} { ${this.classMembers(properties, true)} }`);
    return name;
  }

  private declared(name: string, properties: readonly Property[]): void {
    this.texts.push(
      this.random.chance(0.5)
        ? `interface ${name} ${this.literal(properties)}`
        : `class ${name} { ${this.classMembers(properties, true)} }`,
    );
  }

  private literal(properties: readonly Property[]): string {
    const members = properties.map((property) => this.property(property, this.slot(property.slot)));
    const noise = [
      'method(): void',
      'call?: (() => void) | undefined',
      '[Symbol.iterator]?: string',
      'made: new () => Date',
    ];
    if (this.random.chance(0.3)) members.push(this.random.pick(noise));
    return `{ ${this.shuffled(members).join('; ')} }`;
  }

  /** @param isNamed whether a declaration file can name the class: it cannot say of others what is private or an accessor */
  private classMembers(properties: readonly Property[], isNamed: boolean): string {
    const members = properties.map((property) => {
      const mark = property.isOptional ? '?' : '!';
      return `${this.random.chance(0.2) ? 'readonly ' : ''}${keyOf(property)}${mark}: ${this.place(property, this.slot(property.slot))}`;
    });
    const noise = ['static made: RegExp', 'method() { return 1 }', 'arrow = () => 1'];
    if (isNamed) noise.push('#secret = 1', 'get seen() { return 1 }', 'set seen(value: number) {}');
    if (this.random.chance(0.3)) members.push(this.random.pick(noise));
    return `${this.shuffled(members).join('; ')};`;
  }

  /** Parameter properties, whatever their modifier: serializers write them all. */
  private parameterProperties(properties: readonly Property[]): string {
    const named = properties.filter(({ name }) => /^[a-z]+$/.test(name));
    const rest = properties.filter((property) => !named.includes(property));
    const ordered = [...named].sort((a, b) => Number(a.isOptional) - Number(b.isOptional));
    const parameters = ordered.map(({ name, isOptional, slot }) => {
      const modifier = this.random.pick(['public', 'private', 'protected', 'readonly', 'private readonly']);
      return `${modifier} ${name}${isOptional ? '?' : ''}: ${this.slot(slot)}`;
    });
    return `constructor(${parameters.join(', ')}) {} ${this.classMembers(rest, true)}`;
  }

  private property(property: Property, type: string): string {
    const readonly = this.random.chance(0.2) ? 'readonly ' : '';
    return `${readonly}${keyOf(property)}${property.isOptional ? '?' : ''}: ${this.place(property, type)}`;
  }

  /** What stands behind the colon: an optional property may say `undefined`. */
  private place({ isOptional }: Property, type: string): string {
    return isOptional && this.random.chance(0.3) ? `${type} | undefined` : type;
  }

  private toJSON(type: string): string {
    return this.random.pick([
      `toJSON(): ${type} { return undefined! }`,
      `toJSON(key: string): RegExp; toJSON(): ${type}; toJSON(): never { return undefined! }`,
      `toJSON(key?: string): ${type} { return undefined! }`,
      `toJSON<R = ${type}>(): R { return undefined! }`,
    ]);
  }

  private slot(slot: Slot): string {
    const type = this.plainSlot(slot);
    switch (this.random.below(14)) {
      case 0: {
        const name = this.name();
        this.texts.push(`type ${name} = ${type};`);
        return name;
      }
      case 1:
        return `[${type}][0]`;
      case 2:
        return `{ v: ${type} }['v']`;
      case 3: {
        const name = this.name();
        this.texts.push(`type ${name}<X> = X;`);
        return `${name}<${type}>`;
      }
      case 4:
        return `(${type} | ${type})`;
      default:
        return type;
    }
  }

  private plainSlot(slot: Slot): string {
    const { random } = this;
    switch (slot.kind) {
      case 'primitive':
        return this.primitive(slot.name);
      case 'literals':
        return this.literals(slot.values);
      case 'template':
        return `\`${slot.head}\${${slot.hole}}\``;
      case 'object':
        return this.objectNames[slot.index]!;
      case 'union':
        return `(${this.shuffled(slot.members.map((member) => this.slot(member))).join(' | ')})`;
      case 'array': {
        const element = this.slot(slot.element);
        return random.pick([
          `Array<${element}>`,
          `(${element})[]`,
          `ReadonlyArray<${element}>`,
          `(readonly (${element})[])`,
        ]);
      }
      case 'tuple': {
        const elements = slot.elements.map((element, index) =>
          this.element(this.slot(element), index === slot.elements.length - 1 ? slot.end : 'required'),
        );
        const written = `[${elements.map(({ plain }) => plain).join(', ')}]`;
        const labelled = `[${elements.map(({ labelled }) => labelled).join(', ')}]`;
        return random.pick([written, labelled, `(readonly ${written})`]);
      }
      case 'extended': {
        const base = this.plainSlot(slot.base);
        const own = `{ note: ${this.slot(slot.own)} }`;
        if (random.chance(0.4)) return `(${base} & ${own})`;
        if (random.chance(0.4)) return `(${own} & ${base})`;
        const name = this.name();
        this.texts.push(`interface ${name} extends ${base} ${own}`);
        return name;
      }
      case 'record': {
        const value = this.slot(slot.value);
        const plain = slot.key === 'template' ? `\`k-\${string}\`` : slot.key;
        const key = random.chance(0.2) ? `${plain} & { readonly __key: 'k' }` : plain;
        return random.pick([
          `Record<${key}, ${value}>`,
          `{ [key: ${key}]: ${value} }`,
          `Readonly<Record<${plain}, ${value}>>`,
          `{ [K in ${key}]: ${value} }`,
        ]);
      }
      case 'leaf':
        return this.leaf(
          slot.name,
          slot.items.map((item) => this.slot(item)),
        );
    }
  }

  private element(type: string, mark: TupleEnd) {
    this.count += 1;
    const label = `e${this.count}`;
    if (mark === 'optional') return { plain: `(${type})?`, labelled: `${label}?: ${type}` };
    if (mark === 'rest') return { plain: `...(${type})[]`, labelled: `...${label}: (${type})[]` };
    return { plain: type, labelled: `${label}: ${type}` };
  }

  private primitive(name: string): string {
    if (name === 'boolean') return this.random.pick(['boolean', '(true | false)']);
    if (name === 'string' || name === 'number') {
      return this.random.pick([name, name, `(${name} & { readonly __brand: 'b' })`, `(${name} & {})`]);
    }
    return name;
  }

  private literals(values: readonly (string | number)[]): string {
    if (this.random.chance(0.3)) {
      const name = this.name();
      const members = values.map((value, index) => `M${index} = ${JSON.stringify(value)}`);
      this.texts.push(`enum ${name} { ${this.shuffled(members).join(', ')} }`);
      return name;
    }
    return `(${this.shuffled(values.map((value) => JSON.stringify(value))).join(' | ')})`;
  }

  private leaf(name: string, items: readonly string[]): string {
    const written = items.length === 0 ? name : `${name}<${items.join(', ')}>`;
    if (items.length === 0) return this.random.pick([written, written, `Readonly<${written}>`]);
    return this.random.pick([written, `Readonly${written}`, `Readonly<${written}>`, this.subtype(written)]);
  }

  private subtype(base: string): string {
    const name = this.name();
    this.texts.push(`interface ${name} extends ${base} {}`);
    return name;
  }
}

function keyOf({ name }: Property): string {
  return /^[A-Za-z_$][\w$]*$|^\d+$/.test(name) ? name : JSON.stringify(name);
}
