import type { OrderedPartition } from './ordered-partition.js';

/**
 * What one round of refinement noticed: for each touched element, in what it differs from those elements of its block that
 * were not touched. A change is a key and an offset: at that key the element now has a value that stands `offset` before
 * (negative) or behind (positive) the value that untouched elements have there. Elements compare by the least key at which
 * they differ.
 */
export class Changes {
  readonly #scale: number;
  readonly #elements: number[] = [];
  readonly #codes: number[] = [];
  readonly #indexOf: Int32Array;

  /**
   * @param size elements are below it
   * @param scale twice an exclusive bound of the offsets' absolute values; keys times it have to stay below 2 ** 53
   */
  constructor(size: number, scale: number) {
    this.#scale = scale;
    this.#indexOf = new Int32Array(size).fill(-1);
  }

  /** Notes one change; an element has at most one for each key. */
  add(element: number, key: number, offset: number): void {
    this.#elements.push(element);
    this.#codes.push(key * this.#scale + this.#scale / 2 + offset);
  }

  /**
   * Splits every block whose elements turned out to differ, and forgets the changes.
   *
   * @param partition the partition of the elements
   * @returns the numbers of the new blocks
   */
  apply(partition: OrderedPartition): number[] {
    const single = this.#takeSingle();
    if (single) {
      const created: number[] = [];
      const before = this.#offsetOf(single.least) < 0 ? 1 : 0;
      partition.split(partition.blockOf[single.element]!, [[single.element]], before, created);
      return created;
    }
    const { touched, start, codes } = this.#takeLists();
    const byBlock = new Map<number, number[]>();
    for (let index = 0; index < touched.length; index++) {
      const block = partition.blockOf[touched[index]!]!;
      const inBlock = byBlock.get(block);
      if (inBlock === undefined) byBlock.set(block, [index]);
      else inBlock.push(index);
    }
    const created: number[] = [];
    for (const [block, inBlock] of byBlock) {
      const groups = groupEqual(inBlock, start, codes);
      groups.sort((a, b) => this.#compare(a[0]!, b[0]!, start, codes));
      let before = 0;
      while (before < groups.length && this.#offsetOf(codes[start[groups[before]![0]!]!]!) < 0) before++;
      const elements = groups.map((group) => group.map((index) => touched[index]!));
      partition.split(block, elements, before, created);
    }
    return created;
  }

  /** The only element that was touched, with its least code. It has a way of its own: a cycle of ten thousand types takes as many such rounds. */
  #takeSingle(): { element: number; least: number } | undefined {
    const [element] = this.#elements;
    if (element === undefined || this.#elements.some((other) => other !== element)) return undefined;
    const least = this.#codes.reduce((one, other) => Math.min(one, other));
    this.#elements.length = 0;
    this.#codes.length = 0;
    return { element, least };
  }

  /** The codes of each touched element, ascending, as lists end to end. */
  #takeLists(): { touched: number[]; start: number[]; codes: number[] } {
    const touched: number[] = [];
    const counts: number[] = [];
    for (const element of this.#elements) {
      const index = this.#indexOf[element]!;
      if (index >= 0) counts[index]!++;
      else {
        this.#indexOf[element] = touched.push(element) - 1;
        counts.push(1);
      }
    }
    // Plain arrays: a chain of types has a round for each link, and typed arrays cost the most where they are short.
    const start = [0];
    for (let index = 0; index < touched.length; index++) start.push(start[index]! + counts[index]!);
    const next = start.slice(0, touched.length);
    const codes = this.#codes.slice();
    for (let place = 0; place < codes.length; place++)
      codes[next[this.#indexOf[this.#elements[place]!]!]!++] = this.#codes[place]!;
    for (let index = 0; index < touched.length; index++) {
      this.#indexOf[touched[index]!] = -1;
      if (counts[index]! > 1) sortPart(codes, start[index]!, start[index + 1]!);
    }
    this.#elements.length = 0;
    this.#codes.length = 0;
    return { touched, start, codes };
  }

  #offsetOf(code: number): number {
    return (code % this.#scale) - this.#scale / 2;
  }

  #compare(a: number, b: number, start: readonly number[], codes: readonly number[]): number {
    const endOfA = start[a + 1]!;
    const endOfB = start[b + 1]!;
    let placeOfA = start[a]!;
    let placeOfB = start[b]!;
    while (placeOfA < endOfA && placeOfB < endOfB && codes[placeOfA] === codes[placeOfB]) {
      placeOfA++;
      placeOfB++;
    }
    if (placeOfA === endOfA && placeOfB === endOfB) return 0;
    const codeOfA = placeOfA < endOfA ? codes[placeOfA]! : Number.POSITIVE_INFINITY;
    const codeOfB = placeOfB < endOfB ? codes[placeOfB]! : Number.POSITIVE_INFINITY;
    if (Math.floor(codeOfA / this.#scale) === Math.floor(codeOfB / this.#scale)) return codeOfA - codeOfB;
    return codeOfA < codeOfB ? this.#offsetOf(codeOfA) : -this.#offsetOf(codeOfB);
  }
}

/** Sorts a range of the numbers, ascending. Mostly it holds two. */
function sortPart(numbers: number[], from: number, to: number): void {
  if (to - from === 2) {
    const [first, second] = [numbers[from]!, numbers[from + 1]!];
    numbers[from] = Math.min(first, second);
    numbers[from + 1] = Math.max(first, second);
    return;
  }
  const part = numbers.slice(from, to).sort((a, b) => a - b);
  for (let place = 0; place < part.length; place++) numbers[from + place] = part[place]!;
}

/** Gathers the indexes whose lists of codes are equal. */
function groupEqual(
  indexes: readonly number[],
  start: readonly number[],
  codes: readonly number[],
): number[][] {
  const groups: number[][] = [];
  const groupsByHash = new Map<number, number[][]>();
  for (const index of indexes) {
    const hash = hashOf(index, start, codes);
    const candidates = groupsByHash.get(hash);
    const group = candidates?.find((candidate) => sameCodes(candidate[0]!, index, start, codes));
    if (group !== undefined) {
      group.push(index);
      continue;
    }
    const created = [index];
    groups.push(created);
    if (candidates === undefined) groupsByHash.set(hash, [created]);
    else candidates.push(created);
  }
  return groups;
}

function hashOf(index: number, start: readonly number[], codes: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (let place = start[index]!; place < start[index + 1]!; place++) {
    const code = codes[place]!;
    hash = Math.imul(hash ^ (code | 0), 0x01000193);
    hash = Math.imul((hash ^ (code / 0x100000000)) | 0, 0x01000193);
  }
  return hash;
}

function sameCodes(a: number, b: number, start: readonly number[], codes: readonly number[]): boolean {
  const length = start[a + 1]! - start[a]!;
  if (length !== start[b + 1]! - start[b]!) return false;
  for (let offset = 0; offset < length; offset++)
    if (codes[start[a]! + offset] !== codes[start[b]! + offset]) return false;
  return true;
}
