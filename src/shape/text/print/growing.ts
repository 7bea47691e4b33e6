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

/** A growing list of ASCII bytes. */
export class BytePool {
  /** The bytes; those from {@link length} on are free. Replaced where it has to grow. */
  bytes: Uint8Array = new Uint8Array(1 << 16);
  /** How many bytes are written. */
  length = 0;

  /**
   * Appends a text.
   *
   * @param text ASCII only
   */
  append(text: string): void {
    const end = this.length + text.length;
    if (end > this.bytes.length) this.#grow(end);
    for (let place = 0; place < text.length; place++)
      this.bytes[this.length + place] = text.charCodeAt(place);
    this.length = end;
  }

  #grow(needed: number): void {
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}
