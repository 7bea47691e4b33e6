import { city, type HostProject, hostProject, models, tsconfig } from './runners.js';

const files = {
  'package.json': '{ "type": "commonjs" }',
  'tsconfig.json': tsconfig({ module: 'commonjs', moduleResolution: 'node10' }),
  ...models(''),
  'src/main.ts':
    "import { versionOf } from 'keyshape';\nimport type { User } from './user';\nexport const version = versionOf<User>();\nconsole.log('version', version);\n",
};
const newer = 'node/bin/node';

let project: HostProject;
afterEach(() => project.remove());

async function runs(binary: string, args: readonly string[]): Promise<void> {
  const { code, text } = project.command(binary, args);
  expect([binary, args, code, text]).toEqual([
    binary,
    args,
    0,
    expect.stringContaining(`version ${await project.expected()}\n`),
  ]);
}

/** Loads a file, changes a type, and loads it once more in the same process, as a test runner that watches does. */
const reloading = `const { writeFileSync } = require('node:fs');
require('./src/main.ts');
writeFileSync('src/city.ts', ${JSON.stringify(city('number'))});
for (const name of Object.keys(require.cache)) if (/[\\\\/]src[\\\\/]/.test(name)) delete require.cache[name];
require('./src/main.ts');
`;
/** Loads a file with a call long after another, when a type has changed in between. */
const late = `const { writeFileSync } = require('node:fs');
require('./src/plain.ts');
writeFileSync('src/city.ts', ${JSON.stringify(city('number'))});
setTimeout(() => require('./src/main.ts'), 1500);
`;
/** A compiler that keeps what it made on the disk, and knows a file by its time: so does @babel/register. */
const keeping = `const fs = require('node:fs');
const ts = require('typescript');
const before = require.extensions['.ts'] || require.extensions['.js'];
require.extensions['.ts'] = (module, name) => {
  const compile = module._compile;
  module._compile = (text, path) => {
    const kept = fs.existsSync('kept.json') ? JSON.parse(fs.readFileSync('kept.json', 'utf8')) : {};
    const time = +fs.statSync(path).mtime;
    if (kept[path]?.time !== time) {
      const { outputText } = ts.transpileModule(text, { compilerOptions: { module: 'commonjs', target: 'es2022' } });
      kept[path] = { time, outputText };
      fs.writeFileSync('kept.json', JSON.stringify(kept));
    }
    compile.call(module, kept[path].outputText, path);
  };
  before(module, name);
};
`;

const register = ['-r', 'keyshape/register'];

test.each([
  ['Node 20', 'node'],
  ['Node 24', newer],
])('named by -r, %s: each compiler behind it is handed the version', async (_, binary) => {
  project = hostProject('node', { ...files, 'keeping.cjs': keeping });
  for (const zip of ['string', 'number']) {
    project.write({ 'src/city.ts': city(zip) });
    for (const compiler of [
      'ts-node/register',
      'ts-node/register/transpile-only',
      'tsx/cjs',
      './keeping.cjs',
    ])
      await runs(binary, [...register, '-r', compiler, 'src/main.ts']);
  }
});

test.each([
  ['Node 20', 'node'],
  ['Node 24', newer],
])(
  'a module that is loaded anew in the process that runs, %s, has the present version',
  async (_, binary) => {
    project = hostProject('node', {
      ...files,
      'reloading.cjs': reloading,
      'late.cjs': late,
      'src/plain.ts': 'export const plain: number = 1;\n',
    });
    for (const script of ['reloading.cjs', 'late.cjs']) {
      project.write({ 'src/city.ts': city('string') });
      const args = [...register, '-r', 'ts-node/register/transpile-only', script];
      const { code, text } = project.command(binary, args);
      const last = /version (\w+)\n$/.exec(text)?.[1];
      expect([script, code, last, text]).toEqual([script, 0, await project.expected(), text]);
    }
  },
);

/** Looks at itself while it runs, and loads itself once more. */
const looking = `import { versionOf } from 'keyshape';
import type { User } from './user';
declare const require: any;
declare const __filename: string;
declare const process: any;
const { readFileSync, statSync } = require('node:fs');
if (statSync(__filename).mtimeMs > Date.now()) throw new Error('its time is another');
if (!readFileSync(__filename, 'utf8').includes('versionOf<User>()')) throw new Error('its text is another');
if (process.env.AGAIN === undefined) {
  process.env.AGAIN = 'once';
  delete require.cache[__filename];
  require('./looking.ts');
}
console.log('version', versionOf<User>());
`;

test.each([
  ['Node 20', 'node'],
  ['Node 24', newer],
])('a module that runs, %s, finds the disk as it is, and may load itself anew', async (_, binary) => {
  project = hostProject('node', { ...files, 'src/looking.ts': looking });
  const version = await project.expected();
  const args = [...register, '-r', 'ts-node/register/transpile-only', 'src/looking.ts'];
  const { code, text } = project.command(binary, args);
  expect([code, text]).toEqual([0, `version ${version}\nversion ${version}\n`]);
});
