/**
 * A partition of the numbers below `size` into blocks that stand in an order. A block's members are contiguous in
 * `elements`, and splitting a block leaves its parts where it stood, so `start` is the block's rank.
 */
export class OrderedPartition {
  /** All the elements, block after block. */
  readonly elements: Int32Array;
  /** The block of each element. */
  readonly blockOf: Int32Array;
  /** Where a block starts in `elements`: its rank among the blocks. */
  readonly start: Int32Array;
  /** Where a block ends, exclusive. */
  readonly end: Int32Array;
  /** The block that a block was split from last. */
  readonly parent: Int32Array;
  /** How many blocks there are. */
  blockCount: number;
  readonly #location: Int32Array;

  /** @param size how many elements; they all start in block 0 */
  constructor(size: number) {
    this.elements = new Int32Array(size);
    this.#location = new Int32Array(size);
    for (let element = 0; element < size; element++)
      this.elements[element] = this.#location[element] = element;
    this.blockOf = new Int32Array(size);
    this.start = new Int32Array(Math.max(size, 1));
    this.end = new Int32Array(Math.max(size, 1));
    this.parent = new Int32Array(Math.max(size, 1));
    this.end[0] = size;
    this.blockCount = Math.min(size, 1);
  }

  /** Whether an element is alone in its block, where it will stay alone for ever. */
  isAlone(element: number): boolean {
    const block = this.blockOf[element]!;
    return this.end[block]! - this.start[block]! === 1;
  }

  /**
   * Splits a block. The largest part keeps the block's number, so that each element gets a new number at most log n times.
   * Costs time in what is named in the groups, not in the size of the block.
   *
   * @param block the block
   * @param groups disjoint sets of its elements, in order
   * @param before how many of the groups stand before the elements that no group names; the others stand behind them
   * @param created the numbers of new blocks are appended here
   */
  split(block: number, groups: readonly (readonly number[])[], before: number, created: number[]): void {
    const start = this.start[block]!;
    const end = this.end[block]!;
    let named = 0;
    for (const group of groups)
      for (const element of group) this.#swap(start + named++, this.#location[element]!);
    const unnamed = end - start - named;
    let behind = 0;
    for (let index = before; index < groups.length; index++) behind += groups[index]!.length;
    if (unnamed > 0 && behind > 0) this.#moveBehind(start + named - behind, behind, end);
    const lengths = groups.map((group) => group.length);
    if (unnamed > 0) lengths.splice(before, 0, unnamed);
    this.#number(block, lengths, created);
  }

  /** Gives the parts of a block, of the lengths given, their numbers. */
  #number(block: number, lengths: readonly number[], created: number[]): void {
    let largest = 0;
    for (let part = 1; part < lengths.length; part++) if (lengths[part]! > lengths[largest]!) largest = part;
    let position = this.start[block]!;
    for (let part = 0; part < lengths.length; part++) {
      const start = position;
      position += lengths[part]!;
      const number = part === largest ? block : this.blockCount++;
      this.start[number] = start;
      this.end[number] = position;
      if (number === block) continue;
      this.parent[number] = block;
      created.push(number);
      for (let place = start; place < position; place++) this.blockOf[this.elements[place]!] = number;
    }
  }

  #swap(a: number, b: number): void {
    const elementOfA = this.elements[a]!;
    this.#put(a, this.elements[b]!);
    this.#put(b, elementOfA);
  }

  #put(place: number, element: number): void {
    this.elements[place] = element;
    this.#location[element] = place;
  }

  /** Turns `[moved…, others…]` from `from` to `end` into `[others…, moved…]`; the others may come in any order. */
  #moveBehind(from: number, length: number, end: number): void {
    const others = end - from - length;
    if (others >= length) {
      for (let place = 0; place < length; place++) this.#swap(from + place, end - length + place);
      return;
    }
    const kept = this.elements.slice(from + length, end);
    for (let place = length - 1; place >= 0; place--)
      this.#put(end - length + place, this.elements[from + place]!);
    for (let place = 0; place < others; place++) this.#put(from + place, kept[place]!);
  }
}
