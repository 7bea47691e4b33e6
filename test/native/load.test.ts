import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownVersions, loadNative, UnsupportedCompiler } from '../../src/compilers/native/read-types.js';
import { root } from '../support/tools.js';

test('without TypeScript, the error says what to install', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyshape-native-'));
  try {
    const loading = loadNative(folder, 'typescript-that-nobody-has');
    await expect(loading).rejects.toThrow(UnsupportedCompiler);
    await expect(loading).rejects.toThrow(`npm install --save-dev typescript@${knownVersions[0]}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('with a TypeScript that has no such API, the error names it and those that are known to work', async () => {
  const loading = loadNative(root, 'typescript');
  await expect(loading).rejects.toThrow(/^TypeScript 5\.9\.\d+ does not have the API/);
  for (const version of knownVersions) await expect(loading).rejects.toThrow(version);
});
