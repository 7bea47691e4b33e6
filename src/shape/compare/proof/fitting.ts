import type { ReadingOptions } from '../options.js';
import type { Carried, SetId, TypeId, Types } from '../types/types.js';
import { type Goal, Goals } from './goals.js';
import { objectParts } from './objects.js';
import { pieceAlternatives } from './pieces.js';
import type { Part, Parts, Prover } from './prover.js';
import { isScalar, scalarFits } from './scalars.js';
import { sequenceParts } from './sequences.js';
import { siblingParts } from './siblings.js';

/** Leaves whose type arguments are only ever read. */
const COVARIANT: ReadonlySet<string> = new Set([
  'Map',
  'Set',
  'PromiseFulfilledResult',
  'IteratorYieldResult',
  'IteratorReturnResult',
]);
/** Leaves that JSON writes as strings. */
const WRITTEN_AS_STRING: ReadonlySet<string> = new Set(['Date', 'URL']);
const LOST_IN_JSON = ['undefined', 'function', 'symbol'];

/** Thrown where a decision takes more steps than it may: what was asked is not proven. */
export class BudgetExceeded extends Error {}

/** Decides whether old values fit new types. Goals are kept, so that what was once decided costs nothing later. */
export class Fitting implements Prover {
  readonly types: Types;
  readonly options: ReadingOptions;
  readonly olderNames: ReadonlySet<string>;
  readonly #goals = new Goals();
  readonly #slots = new Map<string, Part>();
  readonly #members = new Map<string, Part>();
  /** For each piece the field after the last that was split. */
  readonly #nextSplit = new Map<TypeId, number>();
  readonly #pieceCounts = new Map<string, number>();
  #steps = 0;

  /**
   * @param olderNames names of fields of older shapes: see {@link Prover}
   * @param carried what an object's values may still carry of older shapes
   */
  constructor(
    types: Types,
    options: ReadingOptions,
    olderNames: ReadonlySet<string>,
    readonly carried: (type: TypeId) => Carried | undefined,
  ) {
    this.types = types;
    this.options = options;
    this.olderNames = olderNames;
  }

  /** How many steps were taken. */
  get steps(): number {
    return this.#steps;
  }

  /**
   * Whether every value of one set is one of another.
   *
   * @throws BudgetExceeded where that takes too many steps
   */
  decide(left: SetId, right: SetId): boolean {
    // Goals that were under way when the steps ran out are not decided, and would pass for proven.
    if (this.#steps > this.options.budget) throw new BudgetExceeded();
    return this.holds(this.slot(left, right));
  }

  /**
   * Whether what has to hold does.
   *
   * @throws BudgetExceeded where that takes too many steps
   */
  holds(part: Part): boolean {
    if (this.#steps > this.options.budget) throw new BudgetExceeded();
    this.#goals.settle();
    return part === true || (part !== false && !part.isRefuted);
  }

  /** That every value of one set is one of another. */
  slot(left: SetId, right: SetId): Part {
    if (left === right) return true;
    const key = `${left} ${right}`;
    let part = this.#slots.get(key);
    if (part === undefined) {
      part = this.together(this.types.membersOf(left).map((member) => this.member(member, right)));
      this.#slots.set(key, part);
    }
    return part;
  }

  property(left: SetId, right: SetId, mayBeAbsent: boolean): Part {
    if (this.options.serializer === 'structured') return this.slot(left, right);
    return this.#withoutLost(left, right, (lost) => mayBeAbsent || this.takes(right, lost, 'undefined'));
  }

  element(left: SetId, right: SetId, mayBeMissing: boolean): Part {
    if (this.options.serializer === 'structured') {
      if (!mayBeMissing) return this.slot(left, right);
      return this.slot(
        this.types.set(
          this.types.membersOf(left).filter((member) => this.types.primitiveOf(member) !== 'undefined'),
        ),
        right,
      );
    }
    return this.#withoutLost(
      left,
      right,
      (lost) => mayBeMissing || this.takes(right, lost, 'undefined', 'null'),
    );
  }

  takes(set: SetId, ...names: readonly string[]): boolean {
    return this.types.holds(set, 'unknown', 'any', ...names);
  }

  all(parts: Iterable<Part>): Parts {
    const goals: Goal[] = [];
    for (const part of parts) {
      if (part === false) return undefined;
      if (part !== true) goals.push(part);
    }
    return goals;
  }

  together(parts: Iterable<Part>): Part {
    const goals = this.all(parts);
    return goals === undefined ? false : goals.length === 0 ? true : this.any([goals]);
  }

  any(alternatives: Iterable<Parts>): Goal {
    return this.#goals.add(alternatives[Symbol.iterator]());
  }

  member(left: TypeId, right: SetId): Part {
    const { types, options } = this;
    const members = types.membersOf(right);
    if (members.includes(left)) return true;
    if (isScalar(types, left))
      return members.some((member) => scalarFits(types, left, member, options.serializer));
    const key = `${left} ${right}`;
    let part = this.#members.get(key);
    if (part === undefined) {
      part = this.any(this.#alternatives(left, right));
      this.#members.set(key, part);
    }
    return part;
  }

  *#alternatives(left: TypeId, right: SetId): Generator<Parts> {
    for (const member of this.types.membersOf(right)) {
      const parts = this.pair(left, member);
      const siblings = parts && siblingParts(this, left, member, right);
      yield siblings && parts && [...parts, ...siblings];
    }
    yield* pieceAlternatives(this, left, right);
  }

  /** What has to hold so that every value of a type is one of another. */
  pair(left: TypeId, right: TypeId): Parts {
    if (left === right) return [];
    if (++this.#steps > this.options.budget) throw new BudgetExceeded();
    const { types, options } = this;
    if (isScalar(types, left)) return scalarFits(types, left, right, options.serializer) ? [] : undefined;
    const from = types.labelOf(left);
    const to = types.labelOf(right);
    if (to.kind === 'primitive' && (to.name === 'any' || to.name === 'unknown')) return [];
    if (from.kind === 'object' || to.kind === 'object') return objectParts(this, left, right);
    if (to.kind === 'primitive' && to.name === 'object')
      return from.kind !== 'leaf' || from.name === 'Map' || from.name === 'Set' ? [] : undefined;
    if (from.kind === 'leaf') {
      if (to.kind === 'primitive' && to.name === 'string')
        return options.serializer === 'json' && WRITTEN_AS_STRING.has(from.name) ? [] : undefined;
      if (to.kind !== 'leaf' || to.name !== from.name || !COVARIANT.has(from.name)) return undefined;
      const [slots, others] = [types.slotsOf(left), types.slotsOf(right)];
      if (slots.length !== others.length) return undefined;
      return this.all(slots.map((slot, place) => this.slot(slot, others[place]!)));
    }
    return sequenceParts(this, left, right);
  }

  firstSplit(type: TypeId): number {
    return this.#nextSplit.get(type) ?? 0;
  }

  noteSplit(piece: TypeId, place: number): void {
    this.#nextSplit.set(piece, place + 1);
  }

  mayMake(type: TypeId, right: SetId, count: number, most: number): boolean {
    const key = `${this.types.originalOf(type)} ${right}`;
    const made = (this.#pieceCounts.get(key) ?? 0) + count;
    this.#pieceCounts.set(key, made);
    return made <= most;
  }

  #withoutLost(left: SetId, right: SetId, takes: (lost: string) => boolean): Part {
    const members = this.types.membersOf(left);
    const lost = members.flatMap((member) => {
      const name = this.types.primitiveOf(member) ?? '';
      return LOST_IN_JSON.includes(name) ? [name] : [];
    });
    if (lost.length === 0) return this.slot(left, right);
    if (!lost.every(takes)) return false;
    return this.slot(
      this.types.set(members.filter((member) => !lost.includes(this.types.primitiveOf(member) ?? ''))),
      right,
    );
  }
}
