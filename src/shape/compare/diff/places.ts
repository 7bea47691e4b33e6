/** What the roots are met in. */
export const ROOT = '';
/** Places are counted up to this number. */
const MOST = 1_000;

/** Counts in how many places pairs of sets stand: each is compared once, wherever it is met. */
export class Places {
  /** For each pair the pairs that were met inside it, repeated as often as they were met. */
  readonly #met = new Map<string, string[]>([[ROOT, []]]);
  #counts: ReadonlyMap<string, number> | undefined;

  /** A pair is met inside another; tells whether for the first time. */
  meet(outer: string, pair: string): boolean {
    this.#met.get(outer)!.push(pair);
    if (this.#met.has(pair)) return false;
    this.#met.set(pair, []);
    return true;
  }

  /** In how many places a pair stands; asked when all have been met. */
  countOf(pair: string): number {
    this.#counts ??= countsOf(this.#met);
    return Math.min(this.#counts.get(pair) ?? 1, MOST);
  }
}

/** In how many places each pair stands: the sum over the pairs that it was met in; where a type recurs, that adds one. */
function countsOf(met: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const counts = new Map([[ROOT, 1]]);
  const order = outermostFirst(met);
  const rank = new Map(order.map((pair, at) => [pair, at]));
  for (const [at, pair] of order.entries())
    for (const inner of met.get(pair)!) {
      const more = rank.get(inner)! > at ? counts.get(pair)! : 1;
      counts.set(inner, (counts.get(inner) ?? 0) + more);
    }
  return counts;
}

/** The pairs, each before those that were met in it, as far as none recurs. The stack is a list, so that depth does not matter. */
function outermostFirst(met: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const order: string[] = [];
  const seen = new Set([ROOT]);
  const stack = [{ pair: ROOT, next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const inner = met.get(top.pair)![top.next++];
    if (inner === undefined) {
      order.push(top.pair);
      stack.pop();
    } else if (!seen.has(inner)) {
      seen.add(inner);
      stack.push({ pair: inner, next: 0 });
    }
  }
  return order.reverse();
}
