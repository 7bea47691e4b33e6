/**
 * The parts of a text that look like versions.
 *
 * @param lengths - how many digits a version has
 */
export function versionsIn(text: string, lengths: ReadonlySet<number>): readonly string[] {
  const found: string[] = [];
  // What goes on as the name of a file is the hash of its content.
  for (const [version] of text.matchAll(/(?<![\p{L}\p{N}_$])[0-9a-f]{8,64}(?![\p{L}\p{N}_$]|\.\p{L})/gu)) {
    if (lengths.has(version.length) && !isCounted(version)) found.push(version);
  }
  return found;
}

const digits = '0123456789abcdef';

/** Tables of digits (`0123456789abcdef`) and fillings (`00000000`) are not hashes. */
function isCounted(text: string): boolean {
  return `${digits}${digits}`.includes(text) || new Set(text).size < Math.min(4, text.length / 2);
}
