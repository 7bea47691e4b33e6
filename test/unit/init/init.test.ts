import { chmodSync } from 'node:fs';
import { join } from 'node:path';

import { hosts } from '../../../src/cli/hosts/hosts.js';
import { hostScripts, withScript } from '../../support/host-scripts.js';
import { manifest, projectWith } from './project.js';

const yes = ['init', '--yes'];

test('it shows the lines, asks, writes, and finds everything set up the second time', async () => {
  const files = {
    'package.json': manifest('vite', 'ts-patch', 'jest'),
    'tsconfig.json': '{\n  "compilerOptions": {\n    "strict": true\n  }\n}\n',
    'vite.config.ts':
      "import { defineConfig } from 'vite';\n\nexport default defineConfig({ plugins: [], build: { ssr: 'src/main.ts' } });\n",
  };
  const project = projectWith(files);
  const shown = `to add   Vite (vite.config.ts)
      2 + import { keyshape } from 'keyshape/vite';
      4 + export default defineConfig({ plugins: [keyshape()], build: { ssr: 'src/main.ts' } });
by hand  Jest (package.json): ['keyshape/jest', { transform: '@swc/jest' }] in transform, around the transformer that you have
         docs/hosts/jest.md
to add   ts-patch (tsconfig.json)
      3 +     "strict": true,
      4 +     "plugins": [{ "transform": "keyshape/transform", "transformProgram": true }]
`;
  expect(await project.run(['init', '--dry-run'])).toEqual({ code: 0, text: shown });
  expect(await project.run(['init'])).toEqual({
    code: 2,
    text: expect.stringMatching(/nobody is there to ask\. Say --yes/),
  });
  const question = 'Write tsconfig.json, vite.config.ts?\n';
  expect(await project.run(['init'], { answer: false })).toEqual({ code: 1, text: shown + question });
  expect(project.files()).toEqual({ ...files });

  expect(await project.run(['init'], { answer: true })).toEqual({
    code: 0,
    text: `${shown}${question}Wrote tsconfig.json, vite.config.ts.\n`,
  });
  const written = project.files();
  expect(written['tsconfig.json']).toBe(
    '{\n  "compilerOptions": {\n    "strict": true,\n    "plugins": [{ "transform": "keyshape/transform", "transformProgram": true }]\n  }\n}\n',
  );
  expect(written['package.json']).toBe(files['package.json']);
  const again = await project.run(yes);
  expect(again).toEqual({ code: 1, text: expect.stringMatching(/^set up {3}Vite[\s\S]*set up {3}ts-patch/) });
  expect(project.files()).toEqual(written);
});

test('set up already, as doctor says too', async () => {
  const project = projectWith({
    'package.json': manifest('ts-patch', '@nestjs/cli'),
    'nest-cli.json': '{ "sourceRoot": "src" }',
  });
  expect((await project.run(yes)).code).toBe(0);
  const written = project.files();
  // What ts-patch runs serves Nest too.
  expect(written['nest-cli.json']).toBe('{ "sourceRoot": "src" }');
  expect(await project.run(['init'])).toEqual({
    code: 0,
    text: 'set up   Nest (tsconfig.json)\nset up   ts-patch (tsconfig.json)\nAlready set up: nothing to write.\n',
  });
  expect(project.files()).toEqual(written);
  expect((await project.run(['doctor'])).code).toBe(0);
});

const config = (from: string) =>
  `import { defineConfig } from '${from}';\n\nexport default defineConfig({\n  plugins: [\n    other(),\n  ],\n});\n`;
const withPlugin = (from: string, entry: string) =>
  `import { defineConfig } from '${from}';\nimport { keyshape } from 'keyshape/${entry}';\n\nexport default defineConfig({\n  plugins: [\n    keyshape(),\n    other(),\n  ],\n});\n`;
/** What is there, and what comes to be; a host without a row is written by hand. */
const rows: Readonly<Record<string, { file: string; before?: string; after: string }>> = {
  Vite: { file: 'vite.config.ts', before: config('vite'), after: withPlugin('vite', 'vite') },
  Vitest: {
    file: 'vitest.config.mts',
    before: config('vitest/config'),
    after: withPlugin('vitest/config', 'vite'),
  },
  Rollup: { file: 'rollup.config.mjs', before: config('rollup'), after: withPlugin('rollup', 'rollup') },
  Rolldown: {
    file: 'rolldown.config.ts',
    before: config('rolldown'),
    after: withPlugin('rolldown', 'rolldown'),
  },
  tsdown: { file: 'tsdown.config.ts', before: config('tsdown'), after: withPlugin('tsdown', 'rolldown') },
  Farm: { file: 'farm.config.ts', before: config('@farmfe/core'), after: withPlugin('@farmfe/core', 'farm') },
  Rspack: {
    file: 'rspack.config.ts',
    before: config('@rspack/cli'),
    after: withPlugin('@rspack/cli', 'rspack'),
  },
  webpack: {
    file: 'webpack.config.js',
    before: "const path = require('path');\n\nmodule.exports = {\n  mode: 'production',\n};\n",
    after:
      "const path = require('path');\nconst { keyshape } = require('keyshape/webpack');\n\nmodule.exports = {\n  plugins: [keyshape()],\n  mode: 'production',\n};\n",
  },
  tsup: {
    file: 'tsup.config.ts',
    before: 'import { defineConfig } from "tsup"\n\nexport default defineConfig({ dts: true })\n',
    after:
      'import { defineConfig } from "tsup"\nimport { keyshape } from "keyshape/esbuild"\n\nexport default defineConfig({ esbuildPlugins: [keyshape()], dts: true })\n',
  },
  'Next.js': {
    file: 'next.config.ts',
    before:
      'import type { NextConfig } from "next";\n\nconst nextConfig: NextConfig = {\n  /* config options here */\n};\n\nexport default nextConfig;\n',
    after:
      'import type { NextConfig } from "next";\nimport { withKeyshape } from "keyshape/next";\n\nconst nextConfig: NextConfig = {\n  /* config options here */\n};\n\nexport default withKeyshape(nextConfig);\n',
  },
  Nest: {
    file: 'nest-cli.json',
    before: '{\n  "sourceRoot": "src",\n  "compilerOptions": {\n    "deleteOutDir": true\n  }\n}\n',
    after:
      '{\n  "sourceRoot": "src",\n  "compilerOptions": {\n    "deleteOutDir": true,\n    "plugins": ["keyshape/nest"]\n  }\n}\n',
  },
  'ts-node': {
    file: 'tsconfig.json',
    before: '{\n  "ts-node": { "require": ["other"] }\n}\n',
    after: '{\n  "ts-node": { "require": ["other", "keyshape/register"] }\n}\n',
  },
  Bun: {
    file: 'bunfig.toml',
    after: 'preload = ["keyshape/bun/preload"]\n\n[test]\npreload = ["keyshape/bun/preload"]\n',
  },
  'ts-patch': {
    file: 'tsconfig.json',
    before: '{}\n',
    after:
      '{ "compilerOptions": { "plugins": [{ "transform": "keyshape/transform", "transformProgram": true }] } }\n',
  },
  ttypescript: {
    file: 'tsconfig.json',
    before: '{ "compilerOptions": { "plugins": [ ] } }\n',
    after: '{ "compilerOptions": { "plugins": [ { "transform": "keyshape/transform" } ] } }\n',
  },
};

test.each(hosts)('$name: its line is written, and is what doctor looks for', async (host) => {
  const row = rows[host.name];
  const project = projectWith({
    'package.json': withScript(manifest(...host.packages.slice(0, 1)), hostScripts[host.name]),
    ...(row?.before !== undefined && { [row.file]: row.before }),
  });
  if (row === undefined) {
    expect(host.write).toBeUndefined();
    const files = project.files();
    const { code, text } = await project.run(yes);
    expect([code, text]).toEqual([1, expect.stringContaining(host.line)]);
    expect(project.files()).toEqual(files);
    return;
  }
  expect((await project.run(yes)).code).toBe(0);
  expect(project.read(row.file)).toBe(row.after);
  expect(await project.run(['doctor'])).toEqual({ code: 0, text: `set up   ${host.name} (${row.file})\n` });
  expect((await project.run(yes)).text).toContain('Already set up');
  expect(project.read(row.file)).toBe(row.after);
});

test.each(hosts.filter(({ write }) => write !== undefined && write.kind !== 'file'))(
  '$name: without its file there is nothing to write into, and the line is shown',
  async ({ packages, line, write }) => {
    const project = projectWith({ 'package.json': manifest(packages[0]!) });
    if (write?.kind === 'json' && write.file === 'tsconfig.json') return;
    const { code, text } = await project.run(yes);
    expect([code, text]).toEqual([1, expect.stringMatching(/there is no /)]);
    expect(text).toContain(line);
  },
);

test('JSON says the same', async () => {
  const project = projectWith({
    'package.json': JSON.stringify({
      scripts: { build: 'tsc -p . && node x', check: 'tsc --noEmit', docs: 'x/tsc y.tsc' },
      devDependencies: { keyshape: '*', 'ts-patch': '*', tsx: '*' },
    }),
  });
  const { code, text } = await project.run([...yes, '--json']);
  expect([code, JSON.parse(text)]).toEqual([
    0,
    {
      ok: true,
      written: true,
      folder: project.folder,
      hosts: [
        {
          host: 'tsx',
          state: 'by hand',
          file: 'package.json',
          line: expect.stringContaining('node --import keyshape/register'),
          page: 'docs/hosts/node.md',
        },
        {
          host: 'ts-patch',
          state: 'added',
          file: 'tsconfig.json',
          lines: [{ line: 1, text: expect.anything() }],
        },
      ],
      scripts: ['"build": "tspc -p . && node x"'],
      problems: [expect.stringContaining('typescript is not in package.json')],
    },
  ]);
});

test('a project without a tool, and a folder without a project', async () => {
  const project = projectWith({ 'package.json': manifest() });
  const byHand = { code: 1, text: expect.stringMatching(/^by hand {2}keyshape build.*npx keyshape build/) };
  expect(await project.run(yes)).toEqual(byHand);
  const files = { 'package.json': manifest(), 'tsconfig.json': '{}' };
  const configured = projectWith(files);
  expect(await configured.run(yes)).toEqual(byHand);
  expect(configured.files()).toEqual(files);
  expect(await projectWith({}).run(yes)).toEqual({
    code: 2,
    text: expect.stringContaining('there is no package.json'),
  });
});

test('a file that is read-only, in a folder that is not: nothing is written, not even another file', async () => {
  const files = {
    'package.json': manifest('ts-patch', '@nestjs/cli', 'rollup'),
    'rollup.config.mjs': config('rollup'),
  };
  const project = projectWith(files);
  chmodSync(join(project.folder, 'rollup.config.mjs'), 0o444);
  const before = project.files();
  expect(await project.run(yes)).toEqual({
    code: 2,
    text: expect.stringMatching(/rollup\.config\.mjs is read-only\. Nothing is written/),
  });
  expect(project.files()).toEqual(before);
  expect((await project.run(['init', '--dry-run'])).code).toBe(0);
});

test('a file that is saved while the question stands is not written over', async () => {
  const project = projectWith({ 'package.json': manifest('ts-patch') });
  const meanwhile = () => project.write('tsconfig.json', '{ "files": ["a.ts"] }\n');
  expect(await project.run(['init'], { answer: true, meanwhile })).toEqual({
    code: 2,
    text: expect.stringContaining('changed in the meantime'),
  });
  expect(project.read('tsconfig.json')).toBe('{ "files": ["a.ts"] }\n');
});
