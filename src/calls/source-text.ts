import { readFileSync } from 'node:fs';

/** Decodes a text as compilers do: UTF-8, or UTF-16 where a byte order mark says so. The mark is not part of the text. */
export function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    // An odd byte at the end is not a character of UTF-16, and swapping bytes in pairs would fail on it.
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  }
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

/**
 * The text of a source file, in which compilers count.
 *
 * @throws what the system says where it cannot be read
 */
export function readSource(name: string): string {
  return decode(readFileSync(name));
}

/** The same; `undefined` where it cannot be read: an overlay is no file, and another may be gone by now. */
export function sourceAt(name: string): string | undefined {
  try {
    return readSource(name);
  } catch {
    return undefined;
  }
}
