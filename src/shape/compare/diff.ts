import type { Fitting } from './fitting.js';
import { BudgetExceeded } from './fitting.js';
import { pairMembers, renamesOf } from './likeness.js';
import { newFieldPart } from './new-fields.js';
import { sameSalt } from './objects.js';
import type { ReadingOptions } from './options.js';
import type { Part } from './prover.js';
import { Shapes, type Verdict, verdictOf } from './readability.js';
import { propertyName, shortText, shortTextOf } from './short-text.js';
import type { Field, ObjectView, SetId, TypeId, Types } from './types.js';

/** Something that differs between an old shape and a new one. */
export interface Difference {
  /** Where: `.address.zip`, `[].id`, `<0>`; empty at the root. */
  readonly path: string;
  /** What happened there, as one reads it behind the name of the type. */
  readonly kind:
    | 'added'
    | 'removed'
    | 'renamed'
    | 'moved'
    | 'changed'
    | 'member-added'
    | 'member-removed'
    | 'optional'
    | 'required'
    | 'version';
  /** What was there, and what is; of a rename or a move the old and the new path. */
  readonly was: string | undefined;
  readonly is: string | undefined;
  /** Whether a field that came may be absent. */
  readonly isOptional: boolean;
  /** Whether old entries stay readable in spite of this; and why not. */
  readonly effect: 'readable' | 'cold';
  readonly reason: string | undefined;
  /** In how many more places the same type stands. */
  readonly more: number;
}

/** The differences of two shapes of a model. */
export interface Diff {
  readonly differences: readonly Difference[];
  /** How many more there are that are not listed. */
  readonly more: number;
  /** Whether new readers can read old entries. */
  readonly verdict: Verdict;
  /** Whether old readers can read new entries: what a rollback would meet. */
  readonly rollback: Verdict;
}

/** A reader of more differences than these reads the lock file. */
const MOST = 200;

/**
 * What changed from one shape to another, in the order of depth: each pair of types is looked at once, so that the first path to it is
 * the shortest.
 *
 * @param before the canonical form of the old type
 * @param after that of the new one
 * @param older those of still older ones of the model
 * @param options what is assumed of writers and readers
 * @throws ShapeSyntaxError for a text that is no canonical form
 * @example diffOf('{id:number}', '{id:string}', [], DEFAULT_READING).differences[0].path // '.id'
 */
export function diffOf(
  before: string,
  after: string,
  older: readonly string[],
  options: ReadingOptions,
): Diff {
  const shapes = new Shapes([after, before, ...older]);
  const places = older.map((_, at) => at + 2);
  const forwards = shapes.fitting(options, places);
  const [old, present] = [shapes.root(1), shapes.root(0)];
  const verdict = verdictOf(forwards, old, present);
  const rollback = verdictOf(shapes.fitting(options, places), present, old);
  const walk = new Walk(forwards, options);
  walk.from(old, present);
  const { differences, more } = walk.result();
  // One difference by itself may be harmless or not; what all of them come to is decided over the whole.
  const isReadable = verdict === 'readable';
  return {
    differences: isReadable
      ? differences.map((one) => ({ ...one, effect: 'readable', reason: undefined }))
      : differences,
    more,
    verdict,
    rollback,
  };
}

interface Found extends Omit<Difference, 'more'> {
  readonly pair: string;
  /** Of a field that went or came: what a move is told by. */
  readonly field?: Field;
}

/** Walks through two shapes side by side. */
class Walk {
  readonly #types: Types;
  readonly #fitting: Fitting;
  readonly #options: ReadingOptions;
  readonly #found: Found[] = [];
  readonly #mentions = new Map<string, number>();
  readonly #waiting: { readonly old: SetId; readonly present: SetId; readonly path: string }[] = [];
  #pair = '';

  constructor(fitting: Fitting, options: ReadingOptions) {
    this.#types = fitting.types;
    this.#fitting = fitting;
    this.#options = options;
  }

  from(old: SetId, present: SetId): void {
    this.#meet(old, present, '');
    for (const { old, present, path } of this.#waiting) {
      this.#pair = `${old} ${present}`;
      this.#sets(old, present, path);
    }
  }

  result(): { differences: readonly Difference[]; more: number } {
    const moved = this.#withMoves();
    const differences = moved.slice(0, MOST).map(({ pair, field: _, ...one }) => ({
      ...one,
      more: (this.#mentions.get(pair) ?? 1) - 1,
    }));
    return { differences, more: moved.length - differences.length };
  }

  #meet(old: SetId, present: SetId, path: string): void {
    if (old === present) return;
    const pair = `${old} ${present}`;
    const mentions = this.#mentions.get(pair) ?? 0;
    this.#mentions.set(pair, mentions + 1);
    if (mentions === 0) this.#waiting.push({ old, present, path });
  }

  #add(found: Omit<Found, 'pair'>): void {
    this.#found.push({ ...found, pair: this.#pair });
  }

  #sets(old: SetId, present: SetId, path: string): void {
    const types = this.#types;
    const [olds, presents] = [types.membersOf(old), types.membersOf(present)];
    const went = olds.filter((member) => !presents.includes(member));
    const came = presents.filter((member) => !olds.includes(member));
    const pairs = pairMembers(types, went, came);
    const paired = new Set(pairs.values());
    const gone = went.filter((member) => !pairs.has(member));
    const arrived = came.filter((member) => !paired.has(member));
    this.#members(gone, arrived, olds.length === gone.length, present, path);
    for (const [left, right] of pairs) this.#counterparts(left, right, path);
  }

  /** Members of a union that have no counterpart. */
  #members(
    gone: readonly TypeId[],
    arrived: readonly TypeId[],
    isAll: boolean,
    present: SetId,
    path: string,
  ): void {
    if (gone.length + arrived.length === 0) return;
    const types = this.#types;
    const was = gone.length === 0 ? undefined : shortTextOf(types, gone);
    const is = arrived.length === 0 ? undefined : shortTextOf(types, arrived);
    const kind = was === undefined ? 'member-added' : is === undefined ? 'member-removed' : 'changed';
    const fits = gone.length === 0 || this.#holds(this.#fitting.property(types.set(gone), present, false));
    const reason = fits ? undefined : `an old value ${isAll ? 'holds' : 'may hold'} ${was}`;
    this.#add({ path, kind, was, is, isOptional: false, effect: fits ? 'readable' : 'cold', reason });
  }

  /** Two types that are taken for the old and the new form of one. */
  #counterparts(left: TypeId, right: TypeId, path: string): void {
    const types = this.#types;
    const [from, to] = [types.objectOf(left), types.objectOf(right)];
    if (from !== undefined && to !== undefined) {
      this.#objects(from, to, path);
      return;
    }
    const [one, other] = [types.labelOf(left), types.labelOf(right)];
    const [slots, others] = [types.slotsOf(left), types.slotsOf(right)];
    if (one.kind === 'tuple' && other.kind === 'tuple' && one.marks.join() !== other.marks.join()) {
      this.#replaced(left, right, path);
      return;
    }
    slots.forEach((slot, place) => {
      const step = one.kind === 'array' ? '[]' : one.kind === 'tuple' ? `[${place}]` : `<${place}>`;
      const target = others[place];
      if (target !== undefined) this.#meet(slot, target, `${path}${step}`);
    });
  }

  #replaced(left: TypeId, right: TypeId, path: string): void {
    const types = this.#types;
    const [old, present] = [types.set([left]), types.set([right])];
    const fits = this.#holds(this.#fitting.slot(old, present));
    const [was, is] = [shortText(types, old), shortText(types, present)];
    const reason = fits ? undefined : `an old value holds ${was}`;
    this.#add({
      path,
      kind: 'changed',
      was,
      is,
      isOptional: false,
      effect: fits ? 'readable' : 'cold',
      reason,
    });
  }

  #objects(from: ObjectView, to: ObjectView, path: string): void {
    const types = this.#types;
    if (!sameSalt(from.version, to.version)) this.#versions(from.version, to.version, path);
    const went = from.fields.filter(({ name }) => !to.byName.has(name));
    const came = to.fields.filter(({ name }) => !from.byName.has(name));
    const renames = renamesOf(types, went, came);
    const renamed = new Set(renames.values());
    for (const field of to.fields) {
      const old = from.byName.get(field.name);
      if (old !== undefined) this.#field(old, field, `${path}.${propertyName(field.name)}`);
    }
    for (const [old, field] of renames) {
      this.#add({
        path,
        kind: 'renamed',
        was: `${path}.${propertyName(old.name)}`,
        is: propertyName(field.name),
        isOptional: field.optional,
        effect: 'cold',
        reason: 'an old value has it under the old name',
      });
    }
    for (const field of came) if (!renamed.has(field)) this.#cameField(from, to, field, path);
    for (const old of went) if (!renames.has(old)) this.#wentField(old, to, path);
    this.#indexes(from, to, path);
    this.#bases(from, to, path);
  }

  #versions(was: ObjectView['version'], is: ObjectView['version'], path: string): void {
    const shown = (salt: ObjectView['version']) => (salt === undefined ? 'none' : [salt].flat().join(', '));
    this.#add({
      path,
      kind: 'version',
      was: shown(was),
      is: shown(is),
      isOptional: false,
      effect: 'cold',
      reason: 'its meaning changed, says @keyshapeVersion',
    });
  }

  #field(old: Field, field: Field, path: string): void {
    if (!sameSalt(old.version, field.version)) this.#versions(old.version, field.version, path);
    if (old.optional !== field.optional) {
      const json = this.#options.serializer === 'json';
      const isFine = field.optional || (json && this.#fitting.takes(field.types, 'undefined'));
      this.#add({
        path,
        kind: field.optional ? 'optional' : 'required',
        was: undefined,
        is: undefined,
        isOptional: field.optional,
        effect: isFine ? 'readable' : 'cold',
        reason: isFine ? undefined : 'an old value may lack it',
      });
    }
    this.#meet(old.types, field.types, path);
  }

  #cameField(from: ObjectView, to: ObjectView, field: Field, path: string): void {
    const fits = this.#holds(newFieldPart(this.#fitting, from, to, field));
    this.#add({
      path: `${path}.${propertyName(field.name)}`,
      kind: 'added',
      was: undefined,
      is: shortText(this.#types, field.types),
      isOptional: field.optional,
      effect: fits ? 'readable' : 'cold',
      reason: fits ? undefined : this.#reasonAgainst(field),
      field,
    });
  }

  #reasonAgainst({ name, optional, version }: Field): string {
    if (version !== undefined) return 'its meaning changed, says @keyshapeVersion';
    if (!optional) return 'an old value has none';
    if (this.#options.values === 'open')
      return `an old value may hold an undeclared \`${name}\` (values: "open")`;
    if (this.#fitting.olderNames.has(name))
      return `an older shape had a \`${name}\`, which a value may still carry`;
    return `an old value may hold it under another name, or an undeclared \`${name}\``;
  }

  #wentField(old: Field, to: ObjectView, path: string): void {
    const isStrict = this.#options.readers === 'strict';
    const isIndexed = to.indexes.length > 0;
    this.#add({
      path: `${path}.${propertyName(old.name)}`,
      kind: 'removed',
      was: shortText(this.#types, old.types),
      is: undefined,
      isOptional: old.optional,
      effect: isStrict ? 'cold' : 'readable',
      reason: isStrict
        ? 'a reader that is strict refuses a field that it does not know (readers: "strict")'
        : isIndexed
          ? 'it is read by an index signature now'
          : undefined,
      field: old,
    });
  }

  #indexes(from: ObjectView, to: ObjectView, path: string): void {
    const types = this.#types;
    const olds = new Map(from.indexes.map((index) => [index.key, index]));
    for (const index of to.indexes) {
      const at = `${path}[${index.key}]`;
      const old = olds.get(index.key);
      olds.delete(index.key);
      if (old !== undefined) {
        if (!sameSalt(old.version, index.version)) this.#versions(old.version, index.version, at);
        this.#meet(old.types, index.types, at);
        continue;
      }
      const fits = this.#fitting.takes(index.types);
      this.#add({
        path: at,
        kind: 'added',
        was: undefined,
        is: shortText(types, index.types),
        isOptional: true,
        effect: fits ? 'readable' : 'cold',
        reason: fits ? undefined : 'an old value may hold other things under such names',
      });
    }
    for (const [key, index] of olds)
      this.#add({
        path: `${path}[${key}]`,
        kind: 'removed',
        was: shortText(types, index.types),
        is: undefined,
        isOptional: true,
        effect: this.#options.readers === 'strict' ? 'cold' : 'readable',
        reason: undefined,
      });
  }

  #bases(from: ObjectView, to: ObjectView, path: string): void {
    const [old, present] = [from.bases, to.bases].map((bases) => this.#types.set(bases)) as [SetId, SetId];
    if (old === present) return;
    if (from.bases.length === 1 && to.bases.length === 1) this.#meet(old, present, path);
    else this.#members(from.bases, to.bases, true, present, path);
  }

  #holds(part: Part): boolean {
    try {
      return this.#fitting.holds(part);
    } catch (error) {
      if (error instanceof BudgetExceeded) return false;
      throw error;
    }
  }

  /** What went in one object and came in another, under the same name and of the same type, was moved. */
  #withMoves(): readonly Found[] {
    const went = this.#found.filter(({ kind, field }) => kind === 'removed' && field !== undefined);
    const moved = new Map<Found, Found>();
    for (const came of this.#found) {
      if (came.kind !== 'added' || came.field === undefined) continue;
      const { name, types } = came.field;
      const [from, ...others] = went.filter(({ field }) => field!.name === name && field!.types === types);
      if (from !== undefined && others.length === 0 && !moved.has(from)) moved.set(from, came);
    }
    const arrived = new Map([...moved].map(([from, came]) => [came, from]));
    return this.#found.flatMap((found): readonly Found[] => {
      if (moved.has(found)) return [];
      const from = arrived.get(found);
      if (from === undefined) return [found];
      const reason = 'an old value has it at the old place';
      return [{ ...found, kind: 'moved', was: from.path, is: found.path, effect: 'cold', reason }];
    });
  }
}
