import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
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

test('a new file in a folder that held no source is seen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyshape-inputs-'));
  const file = join(folder, 'index.ts');
  try {
    writeFileSync(file, 'export {};\n');
    mkdirSync(join(folder, 'data/inside'), { recursive: true });
    const program = ts.createProgram([file], { types: [], noLib: true });
    const configSet = { compilerModule: ts, parsedTsConfig: { options: {} } };
    const compiler = { configSet } as unknown as LanguageCompiler;
    expect(changesOf(compiler, program).structure).toBe(false);
    expect(changesOf(compiler, program).structure).toBe(false);
    writeFileSync(join(folder, 'data/inside/readme.md'), '');
    expect(changesOf(compiler, program).structure).toBe(false);
    writeFileSync(join(folder, 'data/inside/global.d.ts'), '');
    expect(changesOf(compiler, program).structure).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
