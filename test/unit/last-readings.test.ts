import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type ts from 'typescript';
import { drawEdit, drawProject } from '../support/edited-project.js';
import { buildHosted, type HostedBuild } from '../support/hosted-build.js';
import { createRandom, type Random } from '../support/random.js';
import { TemporaryProject, temporaryOptions } from '../support/temporary-project.js';
import { compilers, loadCompiler } from '../support/tools.js';

// A build reads again only the types that something changed for since the last one. A version that is kept too long is a stale cache
// key: whatever was edited, what is emitted is what a build from nothing emits.

const seed = Number(process.env.KEYSHAPE_SEED ?? 1);
const count = Number(process.env.KEYSHAPE_COUNT ?? 1);

const configured = (more: object = {}, entry: object = {}) =>
  JSON.stringify({
    compilerOptions: {
      ...temporaryOptions,
      skipLibCheck: true,
      outDir: 'out',
      ...more,
      plugins: [{ transform: 'keyshape/transform', transformProgram: true, ...entry }],
    },
    include: ['src'],
  });

const open: TemporaryProject[] = [];
const create = (files: Iterable<readonly [string, string]>) => {
  const project = new TemporaryProject({ ...Object.fromEntries(files), 'tsconfig.json': configured() });
  open.push(project);
  return project;
};
afterEach(() => {
  for (const project of open.splice(0)) project.delete('.');
});

function recordOf({ records }: TemporaryProject): string {
  const name = existsSync(records) && readdirSync(records).find((one) => one.endsWith('-versions.json'));
  return join(records, name || 'none');
}

/** Builds with the record, and compares with a build from nothing. */
function expectFresh(compiler: typeof ts, project: TemporaryProject, what: unknown): HostedBuild {
  const built = buildHosted(compiler, project, true);
  const fresh = buildHosted(compiler, project, false);
  const { outputs, errors } = built;
  expect({ what, errors, outputs }).toEqual({ what, errors: fresh.errors, outputs: fresh.outputs });
  return built;
}

/** Files come and go, imports lead elsewhere, declarations become global, options change. */
function drawUpheaval(
  random: Random,
  files: ReadonlyMap<string, string>,
): Record<string, string | undefined> {
  const own = random.below(14);
  const text = files.get(`src/m${own}.ts`) ?? '';
  return random.pick<() => Record<string, string | undefined>>([
    () => ({ [`src/new${own}.ts`]: `declare global { interface Global { n${own}: 1 } }\nexport {};\n` }),
    () => ({ [`src/new${own}.ts`]: undefined }),
    () => ({
      'src/augment.ts': `export {};\ndeclare module './m${own}' { interface T${own} { more${random.below(3)}: number } }\n`,
    }),
    () => ({ 'src/global.d.ts': `interface Global { g: ${random.pick(['string', 'number'])} }\n` }),
    () => ({
      [`src/m${own}.d.ts`]: random.chance(0.5)
        ? undefined
        : `export interface T${own} { instead: 1 }\nexport declare const value${own}: 1;\nexport declare function make${own}(): 1;\n`,
    }),
    () => ({ [`src/m${own}.ts`]: text.replace(/'\.\/m(\d+)'/, () => `'./m${random.below(14)}'`) }),
    () => ({
      [`src/m${own}.ts`]: text.replace('export interface', '/** @keyshapeVersion 2 */\nexport interface'),
    }),
    () => ({ [`src/m${own}.ts`]: text.replace(/p: /, '/** @keyshapeIgnore */\np: ') }),
    () => ({ [`src/m${own}.ts`]: text.replace(/p: \w+/, 'p: any') }),
    () => ({ [`src/m${own}.ts`]: text.replace(/p: any/, 'p: string') }),
    () => ({ 'src/keys.ts': `export { ${random.pick(['versionOf', 'shapeOf'])} as v } from 'keyshape';\n` }),
    () => ({ 'tsconfig.json': configured({ strict: random.chance(0.5) }) }),
    () => ({ 'tsconfig.json': configured({ exactOptionalPropertyTypes: random.chance(0.5) }) }),
    () => ({ 'tsconfig.json': configured({}, { length: random.pick([8, 32]) }) }),
    () => ({ 'tsconfig.json': configured({}, { serializer: random.pick(['json', 'structured']) }) }),
    () => ({ 'tsconfig.json': configured() }),
  ])();
}

function expectAlwaysFresh(compiler: typeof ts, random: Random, steps: number): number {
  const files = drawProject(random);
  const project = create(files);
  const records: string[] = [];
  let kept = 0;
  for (let step = 0; step < steps; step += 1) {
    const changes: string[] = [];
    // Some builds are left out, and a record may be that of any build before.
    for (let left = random.pick([0, 1, 1, 1, 2, 3]); left > 0; left -= 1) {
      const edits = random.chance(0.6) ? drawEdit(random, files) : drawUpheaval(random, files);
      for (const [name, text] of Object.entries(edits)) {
        changes.push(`${name}: ${text}`);
        if (text === undefined) {
          if (existsSync(project.path(name))) project.delete(name);
          continue;
        }
        if (name.startsWith('src/') && files.has(name)) files.set(name, text);
        project.write({ [name]: text });
      }
    }
    if (records.length > 0 && random.chance(0.2)) writeFileSync(recordOf(project), random.pick(records));
    const { asked } = expectFresh(compiler, project, changes);
    const calls = [...asked].filter((name) => name.startsWith('call'));
    if (calls.length < 5) kept += 1;
    if (existsSync(recordOf(project))) records.push(readFileSync(recordOf(project), 'utf8'));
  }
  return kept;
}

test.each([1, 2, 3, 4, 5, 6])('random edits, seed %i', (one) => {
  const kept = expectAlwaysFresh(loadCompiler('5.9'), createRandom(seed * 100 + one), count * 30);
  expect(kept).toBeGreaterThan(3);
});

test.each(compilers)('random edits, TypeScript %s', (version) => {
  expectAlwaysFresh(loadCompiler(version), createRandom(seed * 100), count * 15);
});

const chain: Record<string, string> = {
  'src/zip.ts': 'export interface Zip { code: string }\n',
  'src/address.ts': "import type { Zip } from './zip';\nexport interface Address { zip: Zip }\n",
  'src/user.ts': "import type { Address } from './address';\nexport interface User { address: Address }\n",
  'src/call0.ts':
    "import { versionOf } from 'keyshape';\nimport type { User } from './user';\nexport const version = versionOf<User>();\n",
  'src/call1.ts':
    "import { shapeOf, versionOf } from 'keyshape';\nexport const all = [versionOf<Row>(), shapeOf<{ a: 1 }>(), versionOf<Row[]>()];\n",
  'src/call2.ts':
    "import { versionOf } from 'keyshape';\nimport type { Bad } from './bad';\nexport const version = versionOf<Bad>();\n",
  'src/bad.ts': 'export interface Bad { x: any }\n',
  'src/row.d.ts': 'interface Row { row: number }\n',
  'src/more.d.ts': 'interface Row { more: number }\n',
  'src/logic.ts': "import type { User } from './user';\nexport const logic = (user: User) => user;\n",
};

test.each<[string, Record<string, string | undefined>, readonly string[]]>([
  ['a function body', { 'src/logic.ts': 'export const logic = 1;\n' }, []],
  ['a type three imports away', { 'src/zip.ts': 'export interface Zip { code: number }\n' }, ['call0.ts']],
  ['a call beside others', { 'src/call0.ts': `${chain['src/call0.ts']}// edited\n` }, ['call0.ts']],
  [
    'a type declared globally',
    { 'src/row.d.ts': 'interface Row { row: string }\n' },
    ['call0.ts', 'call1.ts'],
  ],
  ['a global declaration less', { 'src/more.d.ts': undefined }, ['call0.ts', 'call1.ts']],
  [
    'a global declaration more',
    { 'src/least.d.ts': 'interface Row { least: number }\n' },
    ['call0.ts', 'call1.ts'],
  ],
])('%s: read again is only what it reaches, and what is in error', (_, edits, reached) => {
  const compiler = loadCompiler('5.9');
  const project = create(Object.entries(chain));
  const first = expectFresh(compiler, project, 'first');
  expect(first.errors).toHaveLength(1);
  for (const [name, text] of Object.entries(edits)) {
    if (text === undefined) project.delete(name);
    else project.write({ [name]: text });
  }
  const { asked } = expectFresh(compiler, project, edits);
  expect([...asked].filter((name) => name.startsWith('call')).sort()).toEqual(
    // The text of a type is not kept.
    [...new Set([...reached, 'call1.ts', 'call2.ts'])].sort(),
  );
});
