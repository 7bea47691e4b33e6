import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { changesOf } from '../../src/hosts/ts-jest/inputs.js';
import type { LanguageCompiler } from '../../src/hosts/ts-jest/internals.js';

// Packages from npm have one time for all files of all their versions.
test('a file of the same length and time is another one where it was written anew', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyshape-inputs-'));
  const file = join(folder, 'index.d.ts');
  const write = (text: string) => {
    writeFileSync(file, text);
    utimesSync(file, 499162500, 499162500);
  };
  try {
    write('export interface User { a: 1 }\n');
    const program = ts.createProgram([file], { types: [], noLib: true });
    const configSet = { compilerModule: ts, parsedTsConfig: { options: {} } };
    const compiler = { configSet } as unknown as LanguageCompiler;
    expect(changesOf(compiler, program).texts.size).toBe(0);
    write('export interface User { b: 2 }\n');
    expect([...changesOf(compiler, program).texts.keys()]).toEqual([file]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
