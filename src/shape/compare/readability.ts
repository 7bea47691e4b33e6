import type { ReadingOptions } from './options.js';
import { carriedIn } from './proof/carried.js';
import { BudgetExceeded, Fitting } from './proof/fitting.js';
import { type SharedGraph, sharedGraphOf } from './types/shared-graph.js';
import { type SetId, Types } from './types/types.js';

/** Whether old entries can be read: proven, disproven by the rules, or not decided within the budget. */
export type Verdict = 'readable' | 'cold' | 'not proven';

/** Shapes of one model, of which any two can be compared. */
export class Shapes {
  readonly types: Types;
  readonly #shared: SharedGraph;

  /**
   * @param texts the canonical forms: all that will be compared, and all older ones of the model
   * @throws ShapeSyntaxError for a text that is not a canonical form
   */
  constructor(texts: readonly string[]) {
    this.#shared = sharedGraphOf(texts);
    this.types = new Types(this.#shared);
  }

  /** The root of a text, by its place. */
  root(place: number): SetId {
    return this.types.setOfSlot(this.#shared.roots[place]!);
  }

  /**
   * What decides whether values of one shape are read as another.
   *
   * @param left the place of the shape whose values are read
   * @param older the places of other shapes of the model, whose fields a value may still carry
   */
  fitting(options: ReadingOptions, left: number, older: readonly number[]): Fitting {
    const names = older.flatMap((place) => [...this.#namesIn(this.root(place))]);
    let carried: ReturnType<typeof carriedIn> | undefined;
    return new Fitting(this.types, options, new Set(names), (type) => {
      // Asked only of exact values, and there seldom.
      carried ??= carriedIn(
        this.types,
        this.root(left),
        older.map((place) => this.root(place)),
        options.budget,
      );
      return carried(type);
    });
  }

  #namesIn(root: SetId): ReadonlySet<string> {
    const names = new Set<string>();
    const sets = new Set([root]);
    // A set's iteration goes on to what is added on the way.
    for (const set of sets)
      for (const type of this.types.membersOf(set)) {
        for (const { name } of this.types.objectOf(type)?.fields ?? []) names.add(name);
        for (const slot of this.types.slotsOf(type)) sets.add(slot);
      }
    return names;
  }
}

/** The verdict on two sets; what does not fit the budget is not proven. */
export function verdictOf(fitting: Fitting, left: SetId, right: SetId): Verdict {
  try {
    return fitting.decide(left, right) ? 'readable' : 'cold';
  } catch (error) {
    if (error instanceof BudgetExceeded) return 'not proven';
    throw error;
  }
}

/**
 * Which old entries a new reader can read: every text that an old writer can have stored is one that a new writer could have
 * stored. Each old shape is held against the new one directly, never by way of another.
 *
 * @param current the canonical form of the new type
 * @param history those of the old ones, newest first
 * @param options what is assumed of writers and readers
 * @returns a verdict for each of the history
 * @throws ShapeSyntaxError for a text that is not a canonical form
 * @example readabilityOf('{id:number|null}', ['{id:number}'], DEFAULT_READING) // ['readable']
 */
export function readabilityOf(
  current: string,
  history: readonly string[],
  options: ReadingOptions,
): readonly Verdict[] {
  const shapes = new Shapes([current, ...history]);
  const places = history.map((_, at) => at + 1);
  return places.map((place) => {
    const others = places.filter((other) => other !== place);
    return verdictOf(shapes.fitting(options, place, others), shapes.root(place), shapes.root(0));
  });
}
