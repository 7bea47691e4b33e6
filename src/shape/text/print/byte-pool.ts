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
