import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hosts } from '../../src/cli/hosts/hosts.js';
import { commandLine, run } from '../../src/cli/run.js';
import { hostScripts, withScript } from '../support/host-scripts.js';
import { recordingIo } from '../support/recording-io.js';

/** Runs the command in a folder with some files. */
async function doctor(files: Readonly<Record<string, string>>, ...args: string[]) {
  const cwd = mkdtempSync(join(tmpdir(), 'keyshape-doctor-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  const io = recordingIo(cwd);
  try {
    return { code: await run(commandLine(['doctor', ...args]), io), text: io.text };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

const manifest = (...names: readonly string[]) =>
  JSON.stringify({
    devDependencies: Object.fromEntries(['keyshape', 'typescript', ...names].map((name) => [name, '*'])),
  });
const base = { 'tsconfig.json': '{}' };

test('a tool that keyshape is set up in, and one in which the line is commented out', async () => {
  const files = {
    ...base,
    'package.json': manifest('vite', 'next'),
    'vite.config.ts': "import { keyshape } from 'keyshape/vite';\n",
    'next.config.mjs': "// import { withKeyshape } from 'keyshape/next';\nexport default {};\n",
  };
  expect(await doctor(files)).toEqual({
    code: 1,
    text: `set up   Vite (vite.config.ts)
missing  Next.js (next.config.mjs): import { withKeyshape } from 'keyshape/next', and export default withKeyshape({ … })
         docs/hosts/next.md
`,
  });
  const { code, text } = await doctor(files, '--json');
  expect([code, JSON.parse(text)]).toMatchObject([
    1,
    {
      ok: false,
      hosts: [
        { host: 'Vite', setUp: true, file: 'vite.config.ts' },
        { host: 'Next.js', setUp: false, line: expect.stringContaining('withKeyshape') },
      ],
      problems: [],
    },
  ]);
  expect(
    (await doctor({ ...files, 'next.config.mjs': "import { withKeyshape } from 'keyshape/next';\n" })).code,
  ).toBe(0);
});

test('what is wrong whatever the tool', async () => {
  expect(await doctor({ 'package.json': '{}' })).toEqual({
    code: 1,
    text: expect.stringMatching(
      /keyshape is not in package\.json[\s\S]*typescript is not[\s\S]*no tsconfig\.json[\s\S]*keyshape generate/,
    ),
  });
  expect(await doctor({})).toEqual({ code: 2, text: expect.stringContaining('there is no package.json') });
  expect(await doctor({ 'package.json': '{' })).toEqual({
    code: 2,
    text: expect.stringContaining('cannot be read'),
  });
});

test('where nothing else builds, keyshape build does, and the entry of the tsconfig.json says that it is meant to', async () => {
  const entry =
    '{ "compilerOptions": { "plugins": [{ "transform": "keyshape/transform", "transformProgram": true }] } }';
  const files = { 'package.json': manifest() };
  expect(await doctor({ ...files, 'tsconfig.json': entry })).toEqual({
    code: 0,
    text: 'set up   keyshape build (tsconfig.json)\n',
  });
  expect(
    await doctor({ ...files, 'tsconfig.json': '{ "extends": "./base.json" }', 'base.json': entry }),
  ).toEqual({ code: 0, text: 'set up   keyshape build (tsconfig.json)\n' });
  expect(await doctor({ ...files, ...base })).toEqual({
    code: 1,
    text: `missing  keyshape build (tsconfig.json): { "transform": "keyshape/transform", "transformProgram": true } in compilerOptions.plugins of tsconfig.json; then build with npx keyshape build in place of tsc, or make sources for another compiler with npx keyshape generate
         README.md#typescript-7-keyshape-build
`,
  });
  // A script that calls tsc is what builds, and passes over the entry.
  const { code, text } = await doctor({
    'tsconfig.json': entry,
    'package.json': withScript(manifest(), 'tsc -p .'),
  });
  expect([code, text]).toEqual([
    1,
    expect.stringMatching(/^missing {2}tsc .*keyshape build, in place of tsc/),
  ]);
});

test.each(hosts)('$name: without its line it is missing', async ({ name, packages, line }) => {
  const { code, text } = await doctor({
    ...base,
    'package.json': withScript(manifest(...packages.slice(0, 1)), hostScripts[name]),
  });
  expect(code).toBe(1);
  expect(text).toContain(`missing  ${name}`);
  expect(text).toContain(line);
});

test.each([
  ['Node', [], 'node --import keyshape/register src/main.ts'],
  ['Node', [], 'keyshape generate --outDir generated && node generated/main.ts'],
  ['Deno', [], 'keyshape generate --outDir generated && deno run generated/main.ts'],
  ['esbuild', ['esbuild'], 'keyshape generate --outDir g && esbuild g/main.ts --bundle'],
  ['tsc', [], 'keyshape build -p .'],
])('%s is set up by its script: %s %s', async (name, packages, script) => {
  expect(await doctor({ ...base, 'package.json': withScript(manifest(...packages), script) })).toEqual({
    code: 0,
    text: `set up   ${name} (package.json)\n`,
  });
});

test.each([
  // esbuild is there for others, and what Node runs is no service.
  [['vite', 'esbuild'], 'tsc -b && vite build'],
  [['vite'], 'node scripts/build.ts && vite build'],
  [['vite'], 'tsc --noEmit'],
])('tools that only help are no hosts: %s %s', async (packages, script) => {
  const files = { 'vite.config.ts': "import { keyshape } from 'keyshape/vite';\n" };
  expect(
    await doctor({ ...base, ...files, 'package.json': withScript(manifest(...packages), script) }),
  ).toEqual({
    code: 0,
    text: 'set up   Vite (vite.config.ts)\n',
  });
});

test('a script that calls esbuild is where its plugin is named', async () => {
  const build = { 'build.mjs': "import * as esbuild from 'esbuild';\n" };
  const files = { ...base, ...build, 'package.json': withScript(manifest('esbuild'), 'node build.mjs') };
  expect((await doctor(files)).text).toContain('missing  esbuild (build.mjs)');
  const own = { 'build.mjs': `${build['build.mjs']}import { keyshape } from 'keyshape/esbuild';\n` };
  expect(await doctor({ ...files, ...own })).toEqual({ code: 0, text: 'set up   esbuild (build.mjs)\n' });
});
