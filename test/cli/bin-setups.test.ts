import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Installed } from '../support/package.js';
import { presentTools } from '../support/tools.js';
import { bin, install, sources, tspc } from './installed.js';
import { config, entry } from './tree.js';

let project: Installed;
afterEach(() => project.remove());

const verify = (...args: string[]) => project.node(bin, 'verify', ...args);

describe('what cannot be compared exits with 2', () => {
  const fails = (pattern: RegExp, ...args: string[]) =>
    expect(verify(...args)).toEqual({ code: 2, text: expect.stringMatching(pattern) });

  test('configurations', () => {
    project = install({
      ...sources,
      'tsconfig.json': config({ noEmit: true }),
      'options.json': config({ plugins: [{ ...entry, length: 7 }] }),
      'broken.json': '{ "compilerOptions": { "target": "es3000" } }',
    });
    fails(/no JavaScript output[\s\S]*noEmit[\s\S]*-p <tsconfig>/);
    fails(/options\.json: KS3002: [\s\S]*`length`/, '-p', 'options.json');
    fails(/broken\.json cannot be used: [\s\S]*target/, '-p', 'broken.json');
    fails(/none\.json/, '-p', 'none.json');
  });

  test('no TypeScript, and one that is not known', () => {
    project = install({ ...sources, 'tsconfig.json': config() });
    const typescript = join(project.folder, 'node_modules/typescript');
    rmSync(typescript, { recursive: true });
    fails(/no `typescript` can be resolved[\s\S]*npm install/);
    project.write({ 'node_modules/typescript/index.js': '' });
    writeFileSync(
      join(typescript, 'index.js'),
      "exports.version = '9.0.0'; exports.versionMajorMinor = '9.0';",
    );
    fails(/TypeScript 9\.0\.0[\s\S]*4\.9 to 6\.0, 7\.0\.2 and 7\.1\.0-beta/);
  });
});

test.each(presentTools('ts-patch-3', 'ts-patch-4'))('other plugins of the project (%s) run too', (tools) => {
  const other = `module.exports = (program, options, { ts }) => (context) => (file) => {
    const visit = (node) =>
      ts.isStringLiteral(node) && node.text === 'NAME' ? context.factory.createNumericLiteral(1) : ts.visitEachChild(node, visit, context);
    return ts.visitEachChild(file, visit, context);
  };\n`;
  project = install(
    {
      ...sources,
      'src/extra.ts':
        "import { keyFor } from 'keyshape';\nexport const named = [keyFor<{ n: 1 }>('k'), 'NAME'];\n",
      'other.cjs': other,
      'tsconfig.json': config({ plugins: [entry, { transform: './other.cjs' }] }),
    },
    tools,
  );
  expect(project.node(tspc)).toMatchObject({ code: 0 });
  const { code, text } = verify();
  expect([code, text]).toEqual([0, expect.stringContaining('ok: 3 calls in 2 files of 1 project')]);
});
