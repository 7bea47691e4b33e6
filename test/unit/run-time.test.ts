import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import ts from 'typescript';
import { root } from '../support/tools.js';

const source = readFileSync(join(root, 'src/index.ts'), 'utf8');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly sideEffects: boolean;
};

function entry(module: ts.ModuleKind): string {
  return ts.transpileModule(source, {
    compilerOptions: { module, target: ts.ScriptTarget.ES2022, removeComments: true },
  }).outputText;
}
const cjs = entry(ts.ModuleKind.CommonJS);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyshape-run-time-'));
  writeFileSync(join(folder, 'keyshape.cjs'), cjs);
  writeFileSync(join(folder, 'keyshape.mjs'), entry(ts.ModuleKind.ESNext));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(code: string) {
  writeFileSync(join(folder, 'main.mjs'), code);
  return spawnSync(process.execPath, ['main.mjs'], { cwd: folder, encoding: 'utf8' });
}

test('a file that was not built says so on standard error when it is loaded, though nobody sees its calls throw', () => {
  const { status, stdout, stderr } = run(
    "import { versionOf } from './keyshape.mjs';\ntry { versionOf(); } catch { console.log('no cache'); }\n",
  );
  expect([status, stdout]).toEqual([0, 'no cache\n']);
  expect(stderr).toMatch(/^keyshape was loaded at run time: .*README of keyshape\.\n$/);
});

test('it is said once a process, in whichever formats it is loaded', () => {
  const { stderr } = run(
    "import './keyshape.mjs';\nimport { createRequire } from 'node:module';\ncreateRequire(import.meta.url)('./keyshape.cjs');\nawait import('./keyshape.mjs?again');\n",
  );
  expect(stderr.match(/keyshape was loaded/g)).toHaveLength(1);
});

test('the calls throw, and name every way to have them replaced', () => {
  const { stderr } = run("import { keyFor } from './keyshape.mjs';\nkeyFor('k');\n");
  const thrown = /Error: (keyshape: keyFor<T>\(key\) reached run time.*)/.exec(stderr)![1]!;
  // What is no way to build: the entry itself, the cache side, files to extend.
  const hosts = Object.keys(manifest.exports).filter((path) => !/^\.$|^\.\/cache|\.json$/.test(path));
  expect(hosts.length).toBeGreaterThan(3);
  for (const text of [thrown, stderr.split('\n')[0]]) {
    for (const path of hosts) expect(text).toMatch(new RegExp(`[ /]${path.split('/')[1]}[,."]`));
    expect(text).toContain('npx keyshape build');
  }
});

test('it needs neither a process nor a console', () => {
  const scope: { exports: { versionOf?: () => string } } = { exports: {} };
  const context = createContext(scope);
  runInContext('delete globalThis.console', context);
  runInContext(cjs, context);
  expect(() => scope.exports.versionOf!()).toThrow(/reached run time/);
});

test('it is small, imports nothing, and a bundler leaves it out where nothing of it is used', () => {
  expect(cjs.length).toBeLessThan(1500);
  expect(cjs).not.toMatch(/require\(|process/);
  expect(manifest.sideEffects).toBe(false);
});
