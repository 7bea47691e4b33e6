import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '../../support/project.js';
import { root } from '../../support/tools.js';

/** What a page of docs/hosts tells its reader to write and to run: the tests do just that. */
export interface Page {
  /** The first files that it shows, by the path in their first line. */
  readonly files: Files;
  readonly build: string;
  readonly watch: string;
}

/** The blocks of code of a page, in its order. */
export function blocksOf(host: string): readonly { language: string; block: string }[] {
  const text = readFileSync(join(root, 'docs/hosts', `${host}.md`), 'utf8');
  return [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, block]) => ({
    language: language!,
    block: block!,
  }));
}

export function readPage(host: string): Page {
  const blocks = blocksOf(host);
  const [, commands] = blocks.filter(({ language }) => language === 'sh');
  const [build, watch] = commands!.block.trim().split('\n');
  const [file] = blocks.filter(({ language }) => language !== 'sh');
  const [, path] = /^\/\/ (\S+)\n/.exec(file!.block)!;
  return { files: { [path!]: file!.block }, build: build!, watch: watch! };
}
