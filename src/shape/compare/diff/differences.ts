import type { ReadingOptions } from '../options.js';
import { BudgetExceeded, type Fitting } from '../proof/fitting.js';
import type { Part } from '../proof/prover.js';
import type { SetId, TypeId, Types } from '../types/types.js';
import { cold, type Effect, type Found, readable } from './difference.js';
import { Places, ROOT } from './places.js';
import { shortTextOf } from './short-text.js';

const LONGEST_REASON = 40;

/** What is said of a difference where it is found. */
export type Change = Pick<Found, 'path' | 'kind' | 'field'> &
  Partial<Pick<Found, 'was' | 'is' | 'isOptional'>>;

/** Collects what two shapes differ in while they are walked side by side, and which sets of types are still to be compared. */
export class Differences {
  readonly types: Types;
  readonly fitting: Fitting;
  readonly options: ReadingOptions;
  readonly found: Found[] = [];
  readonly #places = new Places();
  readonly #waiting: { readonly old: SetId; readonly present: SetId; readonly path: string }[] = [];
  #pair = ROOT;

  /**
   * @param fitting decides what of an old value can be read
   * @param options what is assumed of writers and readers
   */
  constructor(fitting: Fitting, options: ReadingOptions) {
    this.types = fitting.types;
    this.fitting = fitting;
    this.options = options;
  }

  /** Compares the pairs of sets that meet, in the order of depth; those that meet on the way are compared in their turn. */
  compareAll(compare: (old: SetId, present: SetId, path: string) => void): void {
    for (const { old, present, path } of this.#waiting) {
      this.#pair = pairOf(old, present);
      compare(old, present, path);
    }
  }

  /** In how many places the pair of sets stands in which the difference was found. */
  placesOf({ pair }: Found): number {
    return this.#places.countOf(pair);
  }

  /** Two sets of types stand at the same place of the two shapes: they are compared later, once, so that the first path to them is the
   * shortest. */
  meet(old: SetId, present: SetId, path: string): void {
    if (old === present) return;
    const isNew = this.#places.meet(this.#pair, pairOf(old, present));
    if (isNew) this.#waiting.push({ old, present, path });
  }

  /** Something differs. */
  add(change: Change, effect: Effect): void {
    const { was, is, isOptional = false } = change;
    this.found.push({ ...change, was, is, isOptional, ...effect, pair: this.#pair });
  }

  /** Members of a union that have no counterpart; `isAll` where the old union had no others. */
  members(
    gone: readonly TypeId[],
    arrived: readonly TypeId[],
    isAll: boolean,
    present: SetId,
    path: string,
  ): void {
    if (gone.length + arrived.length === 0) return;
    const { types } = this;
    const was = gone.length === 0 ? undefined : shortTextOf(types, gone);
    const is = arrived.length === 0 ? undefined : shortTextOf(types, arrived);
    const kind = was === undefined ? 'member-added' : is === undefined ? 'member-removed' : 'changed';
    const fits = gone.length === 0 || this.holds(this.fitting.property(types.set(gone), present, false));
    const effect = fits ? readable() : cold(`an old value ${isAll ? 'holds' : 'may hold'} ${inReason(was)}`);
    this.add({ path, kind, was, is }, effect);
  }

  /** Whether something is proven; what does not fit the budget is not. */
  holds(part: Part): boolean {
    try {
      return this.fitting.holds(part);
    } catch (error) {
      if (error instanceof BudgetExceeded) return false;
      throw error;
    }
  }
}

/** What an old value holds, as a reason names it. A long type is not repeated: the sentence in front of the reason shows it. */
export function inReason(was: string | undefined): string {
  return was === undefined || was.length > LONGEST_REASON ? 'the old type' : was;
}

function pairOf(old: SetId, present: SetId): string {
  return `${old} ${present}`;
}
