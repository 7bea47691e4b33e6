import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import jsTokens from 'js-tokens';

import { decode } from '../../calls/source-text.js';

/** The files of a folder, and the drafts of those that are to be written. */
export class Folder {
  private readonly drafts = new Map<string, string>();
  private readonly listed: readonly string[];

  constructor(readonly path: string) {
    this.listed = readdirSync(path)
      .filter((name) => statSync(join(path, name), { throwIfNoEntry: false })?.isFile())
      .sort();
  }

  /** The names of its files. */
  get names(): readonly string[] {
    return [...new Set([...this.listed, ...this.drafts.keys()])];
  }

  /** What is to be written, by name. */
  get changed(): ReadonlyMap<string, string> {
    return this.drafts;
  }

  /** The text of a file without its comments: an entry that is commented out is none. */
  code(name: string): string {
    return withoutComments(name, this.drafts.get(name) ?? decode(readFileSync(join(this.path, name))));
  }

  /** The text of a file as it is, with its byte order mark; `undefined` where it is not UTF-8. */
  text(name: string): string | undefined {
    const draft = this.drafts.get(name);
    if (draft !== undefined) return draft;
    const bytes = readFileSync(join(this.path, name));
    const text = bytes.toString('utf8');
    return Buffer.from(text).equals(bytes) ? text : undefined;
  }

  /** Puts a text in the place of a file; nothing is written. */
  put(name: string, text: string): void {
    this.drafts.set(name, text);
  }
}

function withoutComments(name: string, text: string): string {
  if (!/\.(?:[cm]?[jt]sx?|json)$/.test(name)) return text.replaceAll(/^\s*#.*$/gm, '');
  let code = '';
  for (const { type, value } of jsTokens(text)) if (!type.endsWith('LineComment')) code += value;
  return code;
}
