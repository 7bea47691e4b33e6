import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import type * as cache from '../../../../src/cache/index.js';
import { root } from '../../../support/tools.js';

/** A change to the source of the cache: in which file, which text, what in its place. */
export type Edit = readonly [file: string, text: string, replacement: string];

const folder = join(root, 'src/cache');

/**
 * Loads the cache from its source, with edits: each must find its text exactly once, so that a weakening cannot come to nothing
 * when the source changes.
 */
export function loadCache(edits: readonly Edit[] = []): typeof cache {
  const texts = new Map<string, string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.ts')) texts.set(file.split('\\').join('/'), readFileSync(join(folder, file), 'utf8'));
  for (const [file, text, replacement] of edits) {
    const parts = texts.get(file)?.split(text) ?? [];
    if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${text}`);
    texts.set(file, parts.join(replacement));
  }
  const loaded = new Map<string, { exports: object }>();
  const load = (file: string): object => {
    const known = loaded.get(file);
    if (known !== undefined) return known.exports;
    const { outputText } = ts.transpileModule(texts.get(file) ?? '', {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const module = { exports: {} };
    loaded.set(file, module);
    const require = (name: string) => load(posix.join(posix.dirname(file), name).replace(/\.js$/, '.ts'));
    new Function('module', 'exports', 'require', outputText)(module, module.exports, require);
    return module.exports;
  };
  return load('index.ts') as typeof cache;
}
