/** A growing list of 32-bit numbers. */
export class IntList {
  /** The numbers; those from {@link length} on are free. Replaced where it has to grow. */
  items: Int32Array = new Int32Array(1 << 10);
  /** How many there are. */
  length = 0;

  /** Appends a number. */
  push(item: number): void {
    if (this.length === this.items.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.items);
      this.items = grown;
    }
    this.items[this.length++] = item;
  }
}
