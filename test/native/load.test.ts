import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownVersions, loadNative, UnsupportedCompiler } from '../../src/compilers/native/read-types.js';
import { root } from '../support/tools.js';

test('without TypeScript, the error says what to install', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyshape-native-'));
  try {
    const loading = () => loadNative(folder, 'typescript-that-nobody-has');
    expect(loading).toThrow(UnsupportedCompiler);
    expect(loading).toThrow(`npm install --save-dev typescript@${knownVersions[0]}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('with a TypeScript that has no such API, the error names it and those that are known to work', () => {
  const loading = () => loadNative(root, 'typescript');
  expect(loading).toThrow(/^TypeScript 5\.9\.\d+ does not have the API/);
  for (const version of knownVersions) expect(loading).toThrow(version);
});
