import { manifest, projectWith } from './project.js';

/** What becomes of a configuration of Vite, and what is said. */
async function vite(text: string, name = 'vite.config.ts', tool = 'vite') {
  const project = projectWith({ 'package.json': manifest(tool), [name]: text });
  const outcome = await project.run(['init', '--yes']);
  const made = project.read(name);
  if (outcome.code === 0) {
    await project.run(['init', '--yes']);
    expect(project.read(name)).toBe(made);
  }
  return { ...outcome, made };
}

test.each([
  [
    'CRLF and tabs',
    "import { defineConfig } from 'vite'\r\n\r\nexport default defineConfig({\r\n\tplugins: [\r\n\t\tvue(), // first\r\n\t],\r\n})\r\n",
    "import { defineConfig } from 'vite'\r\nimport { keyshape } from 'keyshape/vite'\r\n\r\nexport default defineConfig({\r\n\tplugins: [\r\n\t\tkeyshape(),\r\n\t\tvue(), // first\r\n\t],\r\n})\r\n",
  ],
  [
    'lists of the same name elsewhere, and in comments and strings',
    "import a from 'a'; // why\n// plugins: []\nexport default {\n  build: { rollupOptions: { plugins: [x()] } },\n  define: { s: 'plugins: [' },\n  'plugins': [react()].filter(Boolean),\n} satisfies UserConfig;\n",
    "import a from 'a'; // why\nimport { keyshape } from 'keyshape/vite';\n// plugins: []\nexport default {\n  build: { rollupOptions: { plugins: [x()] } },\n  define: { s: 'plugins: [' },\n  'plugins': [keyshape(), react()].filter(Boolean),\n} satisfies UserConfig;\n",
  ],
  [
    'comments that tools read at the top, and no import',
    "// @ts-check\n/** @type {import('vite').UserConfig} */\nexport default {\n  // the port\n  server: { port: 1 },\n};\n",
    "// @ts-check\nimport { keyshape } from 'keyshape/vite';\n/** @type {import('vite').UserConfig} */\nexport default {\n  plugins: [keyshape()],\n  // the port\n  server: { port: 1 },\n};\n",
  ],
  [
    'a name used for nothing else',
    "import type { UserConfig } from 'vite';\nimport x, {\n  y,\n} from 'x' with { type: 'json' };\nconst config: UserConfig = { plugins: [] };\nexport default config;",
    "import type { UserConfig } from 'vite';\nimport x, {\n  y,\n} from 'x' with { type: 'json' };\nimport { keyshape } from 'keyshape/vite';\nconst config: UserConfig = { plugins: [keyshape()] };\nexport default config;",
  ],
  [
    'a glob that looks like the start of a comment, with the entry behind it commented out',
    "import { defineConfig } from 'vite';\n/* import { keyshape } from 'keyshape/vite'; */\nexport default defineConfig({ server: { watch: { ignored: ['a/**'] } }, plugins: [b('*/')] });\n",
    "import { defineConfig } from 'vite';\nimport { keyshape } from 'keyshape/vite';\n/* import { keyshape } from 'keyshape/vite'; */\nexport default defineConfig({ server: { watch: { ignored: ['a/**'] } }, plugins: [keyshape(), b('*/')] });\n",
  ],
])('%s: nothing else changes', async (_name, before, after) => {
  expect(await vite(before)).toMatchObject({ code: 0, made: after });
});

const importVite = "import { defineConfig } from 'vite';\n";

test.each([
  ['a function', `${importVite}export default defineConfig(({ mode }) => ({ plugins: [] }));\n`],
  ['a merge', `${importVite}export default mergeConfig(base, defineConfig({ plugins: [] }));\n`],
  ['two objects', `${importVite}export default defineConfig({ plugins: [] }, { plugins: [] });\n`],
  ['a list that is a name', `${importVite}export default defineConfig({ plugins });\n`],
  ['a list that is called for', `${importVite}export default defineConfig({ plugins: plugins() });\n`],
  ['a list of which one is taken', `${importVite}export default defineConfig({ plugins: [[a], [b]][0] });\n`],
  ['a list twice', `${importVite}export default defineConfig({ plugins: [], plugins: [] });\n`],
  ['something spread over it', `${importVite}export default defineConfig({ plugins: [], ...base });\n`],
  ['something spread that may hold it', `${importVite}export default defineConfig({ ...base });\n`],
  [
    'a name that is changed later',
    `${importVite}const c = { plugins: [] };\nc.plugins = other;\nexport default c;\n`,
  ],
  ['a name that is taken', `${importVite}import keyshape from './mine';\nexport default { plugins: [] };\n`],
  ['no export', `${importVite}const c = { plugins: [] };\n`],
  ['an import and more in a line', `import a from 'a'; a();\nexport default { plugins: [] };\n`],
  ['a comment that goes on', `import a from 'a'; /* so\n*/ export default { plugins: [] };\n`],
  ['a directive', `'use strict';\nmodule.exports = { plugins: [] };\n`],
  ['projects', `${importVite}export default defineConfig({ plugins: [], test: { projects: ['a'] } });\n`],
  ['brackets that do not close', `${importVite}export default defineConfig({ plugins: [\n`],
  ['nothing', ''],
])('%s: the line is only shown', async (_name, text) => {
  const { code, text: said, made } = await vite(text);
  expect([code, said]).toEqual([1, expect.stringContaining("import { keyshape } from 'keyshape/vite'")]);
  expect(made).toBe(text);
});

test.each([
  [
    'rollup',
    'rollup.config.js',
    "import ts from '@rollup/plugin-typescript';\nexport default { plugins: [ts()] };\n",
  ],
  [
    'webpack-cli',
    'webpack.config.js',
    "module.exports = { module: { rules: [{ use: 'ts-loader' }] }, plugins: [] };\n",
  ],
  ['@nestjs/cli', 'nest-cli.json', '{ "compilerOptions": { "builder": "swc" } }\n'],
  ['@nestjs/cli', 'nest-cli.json', '{ "compilerOptions": { "webpack": true } }\n'],
  ['next', 'next.config.mjs', 'export default async () => ({});\n'],
  ['next', 'next.config.mjs', 'export default a\nb()\n'],
  ['next', 'next.config.mjs', 'export default function config() {}\n'],
  ['bun', 'bunfig.toml', 'smol = true\n'],
])('%s, %s: another matter, and the line is only shown', async (tool, name, text) => {
  const { code, made } = await vite(text, name, tool);
  expect([code, made]).toEqual([1, text]);
});

test.each([
  [
    'next.config.mjs',
    'export default {};\n',
    "import { withKeyshape } from 'keyshape/next';\nexport default withKeyshape({});\n",
  ],
  [
    'next.config.js',
    "const withMDX = require('@next/mdx')();\n\nmodule.exports = withMDX({ a: 1 })\n",
    "const { withKeyshape } = require('keyshape/next');\nconst withMDX = require('@next/mdx')();\n\nmodule.exports = withKeyshape(withMDX({ a: 1 }))\n",
  ],
  [
    'next.config.cjs',
    '(() => {})()\nmodule.exports = {}\n',
    "const { withKeyshape } = require('keyshape/next');\n(() => {})()\nmodule.exports = withKeyshape({})\n",
  ],
])('Next.js, %s: around what is there', async (name, before, after) => {
  expect((await vite(before, name, 'next')).made).toBe(after);
});

describe('Vite and Vitest read one configuration of the two', () => {
  const own = "import { keyshape } from 'keyshape/vite';\n";
  const without = 'import x from "x";\nexport default { plugins: [] };\n';

  test('what is written for Vite serves Vitest', async () => {
    const project = projectWith({ 'package.json': manifest('vite', 'vitest'), 'vite.config.ts': without });
    const { code, text } = await project.run(['init', '--yes']);
    expect([code, text]).toEqual([0, expect.stringMatching(/^to add {3}Vite [\s\S]*set up {3}Vitest/)]);
  });

  test.each([
    ['one of Vitest without it', own, without, ['set up   Vite', 'missing  Vitest']],
    ['one of Vite without it', without, own, ['missing  Vite', 'set up   Vitest']],
    [
      'one of Vitest that takes in the other',
      own,
      "import base from './vite.config';\n",
      ['set up   Vite', 'set up   Vitest'],
    ],
  ])('%s', async (_name, forVite, forVitest, said) => {
    const project = projectWith({
      'package.json': manifest('vite', 'vitest'),
      'vite.config.ts': forVite,
      'vitest.config.ts': forVitest,
    });
    const { text } = await project.run(['doctor']);
    for (const line of said) expect(text).toMatch(new RegExp(`^${line} \\(`, 'm'));
  });
});
