import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type LockProject, lockProject, sources } from './project.js';

const model =
  'export interface User { id: number; mail: string }\nexport interface Order { total: number }\n';

let project: LockProject;
beforeEach(async () => {
  project = lockProject(sources(model, 'User', 'Order'));
});
afterEach(() => project.dispose());

const lock = () => project.read('keyshape.lock');
const edit = (from: string | RegExp, to: string) =>
  project.edit('src/model.ts', (text) => text.replace(from, to));
const version = (identity: string) => new RegExp(`model ${identity}\nversion (\\w+)`).exec(lock())?.[1];

test('a change is refused, explained, and accepted', async () => {
  expect(await project.keyshape('lock')).toEqual({
    code: 0,
    out: 'keyshape.lock is written: 2 models. Commit it.\n',
    error: '',
  });
  const first = version('src/model.ts#User');
  expect(lock().split('\n').slice(1)).toEqual([
    '# serializer json, any refuse, values open',
    '',
    'model src/model.ts#Order',
    expect.stringMatching(/^version [0-9a-f]{16}$/),
    '  {total:number}',
    'end src/model.ts#Order',
    '',
    'model src/model.ts#User',
    `version ${first}`,
    '  {id:number,mail:string}',
    'end src/model.ts#User',
    '',
  ]);
  expect(await project.keyshape('check')).toEqual({
    code: 0,
    out: 'keyshape.lock: 2 models, nothing changed.\n',
    error: '',
  });

  edit('id: number; mail', 'id: number | null; email');
  const { code, out } = await project.keyshape('check');
  expect(code).toBe(1);
  const [, second] = new RegExp(`\\(${first} → (\\w{16})\\)`).exec(out)!;
  expect(out.split('\n')).toEqual([
    'src/model.ts#User',
    '  renamed User.mail → email          cold: an old value has it under the old name',
    '  User.id: union member added: null  old entries stay readable',
    `  ⇒ cold; old instances cannot read new entries (${first} → ${second})`,
    '',
    'Accept with: npx keyshape lock   (and commit keyshape.lock)',
    '',
  ]);
  expect((await project.keyshape('lock')).out).toContain('keyshape.lock is renewed: 2 models. Commit it.');
  expect(version('src/model.ts#User')).toBe(second);
  expect(lock()).toContain(`was ${first} {id:number,mail:string}\n`);
  expect((await project.keyshape('check')).code).toBe(0);
});

test('a harmless change keeps old entries readable, and says so', async () => {
  await project.keyshape('lock');
  const first = version('src/model.ts#User');
  edit('id: number', 'id: number | null');
  const { code, out } = await project.keyshape('check');
  expect([code, out]).toEqual([
    1,
    expect.stringMatching(
      new RegExp(
        `⇒ old entries stay readable; old instances cannot read new entries \\(${first} → \\w+; versionsOf reads ${first} as well\\)`,
      ),
    ),
  ]);
});

test('it is written only where something changed', async () => {
  await project.keyshape('lock');
  const path = join(project.folder, 'keyshape.lock');
  const { mtimeMs, ino } = statSync(path);
  expect((await project.keyshape('lock')).out).toBe('keyshape.lock is up to date: 2 models.\n');
  expect([statSync(path).mtimeMs, statSync(path).ino]).toEqual([mtimeMs, ino]);
});

test('a model that came, went or was renamed', async () => {
  await project.keyshape('lock');
  const user = version('src/model.ts#User');
  project.edit('src/model.ts', (text) => text.replace('interface User', 'interface Account'));
  project.edit('src/main.ts', (text) =>
    text.replaceAll('User', 'Account').replace('versionOf<Order>()', 'versionOf<{ a: 1 }>()'),
  );
  const { code, out } = await project.keyshape('check');
  expect(code).toBe(1);
  expect(out.split('\n').filter(Boolean)).toEqual([
    expect.stringMatching(/^src\/main\.ts#v1 is new: \w{16}$/),
    `src/model.ts#Account was src/model.ts#User; its version stays ${user}`,
    'src/model.ts#Order is cached no more',
    'Accept with: npx keyshape lock   (and commit keyshape.lock)',
  ]);
});

test('--json, --format github and --format markdown', async () => {
  await project.keyshape('lock');
  edit('id: number', 'id: string');
  const json = JSON.parse((await project.keyshape('check', '--json')).out);
  expect(json).toMatchObject({
    ok: false,
    command: 'npx keyshape lock',
    locks: [
      {
        path: 'keyshape.lock',
        changes: [
          {
            kind: 'changed',
            identity: 'src/model.ts#User',
            diff: {
              verdict: 'cold',
              rollback: 'cold',
              differences: [{ path: '.id', was: 'number', is: 'string' }],
            },
            calls: [{ file: 'src/main.ts', line: 3, column: 29, written: 'User' }],
            lines: [{ what: 'User.id: number → string', effect: 'cold: an old value holds number' }],
          },
        ],
      },
    ],
  });
  const github = await project.keyshape('check', '--format', 'github');
  expect(github.code).toBe(1);
  expect(github.out).toMatch(
    /^::error file=src\/main\.ts,line=3,col=29,title=keyshape%3A src\/model\.ts#User::src\/model\.ts#User%0A {2}User\.id: number → string {2}cold.*Accept with: npx keyshape lock\n$/,
  );
  process.env.GITHUB_WORKSPACE = dirname(project.folder);
  try {
    expect((await project.keyshape('check', '--format', 'github')).out).toContain(
      `::error file=${basename(project.folder)}/src/main.ts,line=3`,
    );
  } finally {
    delete process.env.GITHUB_WORKSPACE;
  }
  const markdown = await project.keyshape('check', '--format=markdown');
  expect(markdown.out).toContain('| User.id: number → string | cold: an old value holds number |');
  expect(markdown.out).toContain('### keyshape: 1 cached type changed, 1 of them starts cold');
  await project.keyshape('lock');
  expect((await project.keyshape('check', '--format', 'github')).code).toBe(0);
});

test('options that the lock was not made with', async () => {
  await project.keyshape('lock');
  project.edit('tsconfig.json', (text) =>
    text.replace('"transformProgram":true', '"transformProgram":true,"values":"exact"'),
  );
  expect(await project.keyshape('check')).toMatchObject({
    code: 1,
    out: expect.stringContaining(
      'keyshape.lock: the options are others: serializer json, any refuse, values open → serializer json, any refuse, values exact',
    ),
  });
  await project.keyshape('lock');
  expect((await project.keyshape('check')).code).toBe(0);
  edit('mail: string', 'mail: string; zip?: string[]');
  expect((await project.keyshape('check')).out).toContain('⇒ old entries stay readable');
});

describe('what cannot be done says why, and leaves the file as it was', () => {
  const fails = async (args: string, reason: RegExp, before?: string) => {
    if (before !== undefined) writeFileSync(join(project.folder, 'keyshape.lock'), before);
    const files = readdirSync(project.folder);
    const { code, out, error } = await project.keyshape(...args.split(' '));
    expect([code, error]).toEqual([2, expect.stringMatching(reason)]);
    expect(error).not.toMatch(/fault of keyshape|^ +at .*\.ts:/m);
    if (args.includes('--json')) expect(JSON.parse(out)).toMatchObject({ ok: false });
    expect(readdirSync(project.folder)).toEqual(files);
    if (before !== undefined) expect(lock()).toBe(before);
  };

  test.each<[args: string, reason: RegExp, before?: string]>([
    ['check', /there is no keyshape\.lock\. Create it, and commit it: npx keyshape lock/],
    ['check -p tsconfig.json', /Create it, and commit it: npx keyshape lock -p tsconfig\.json/],
    ['check --format xml', /`--format` takes text, github, markdown, not xml/],
    ['check --format toString', /`--format` takes text, github, markdown, not toString/],
    ['check --format github --json', /do not go together/],
    ['check x', /`x` is not expected here/],
    ['check --jsno', /unknown option `--jsno`\. Did you mean `--json`\?/],
    ['check -b -p tsconfig.json', /`--project` and `--build` do not go together/],
    ['lock -p none.json', /there is no .*none\.json/],
    ['lock x', /`x` is not expected here/],
    [
      'lock --json',
      /format 2, and this keyshape knows format 1. Update keyshape/,
      '# keyshape.lock 2: new\n',
    ],
    ['lock', /this is no keyshape\.lock/, '{ "lockfileVersion": 3 }\n'],
    ['check --json', /keyshape\.lock: line 1: this is no keyshape\.lock/, 'yarn\n'],
    [
      'check',
      /line 4: a conflict that git left. Take either side, then run `keyshape lock`/,
      '# keyshape.lock 1: x\n#\n\n<<<<<<< HEAD\n',
    ],
    ['diff', /nothing is committed here that HEAD could be, .* keyshape diff old\.lock new\.lock/],
    ['diff main', /main is no file, and no revision of a git repository here\. .* git fetch/],
    ['diff none.lock other.lock', /none\.lock is no file, and no revision/],
    ['diff src', /src: .*it is a folder/],
    ['diff a b c', /`c` is not expected here: it takes two/],
    ['diff --jsno', /unknown option `--jsno`\. Did you mean `--json`\?/],
    ['diff tsconfig.json tsconfig.json', /tsconfig\.json: line 1: this is no keyshape\.lock/],
    ['inspect src/model.ts', /write `keyshape inspect <file> <Type>`/],
    ['inspect src/model.ts Usre', /Did you mean `User`\?/],
    ['inspect src/none.ts User', /none\.ts/],
    ['inspect src User', /src/],
    ['inspect src/model.ts User x', /write `keyshape inspect <file> <Type>`/],
    ['inspect --jsno', /unknown option `--jsno`\. Did you mean `--json`\?/],
    ['inspect -p none.json', /there is no .*none\.json/],
  ])('%s: %s', (...row: readonly [string, RegExp, string?]) => fails(...row));

  test('types that cannot be read', async () => {
    await project.keyshape('lock');
    const before = lock();
    edit('mail: string', 'mail: any');
    await fails('lock', /src\/main\.ts\(3,29\): error KS1001: User\.mail: /, before);
    await fails('check --json', /error KS1001/, before);
  });

  test('a type without a name', async () => {
    project.edit('src/main.ts', (text) => `${text}console.log(versionOf<{ a: 1 }>());\n`);
    await fails('lock', /src\/main\.ts:5:23: the lock file has no name for this type\. Give it one/);
  });

  test('two types of one name', async () => {
    project.edit(
      'src/main.ts',
      (text) => `${text}export const two = [versionOf<{ a: 1 }>(), versionOf<{ a: 2 }>()];\n`,
    );
    await fails(
      'lock',
      /src\/main\.ts:5:31 and src\/main\.ts:5:54: two types have the name src\/main\.ts#two/,
    );
  });

  test('a folder in its place', async () => {
    mkdirSync(join(project.folder, 'keyshape.lock'));
    await fails('lock', /keyshape\.lock: it is a folder/);
  });
});

test('a lock file that is a link stays one', async () => {
  mkdirSync(join(project.folder, 'locks'));
  project.write({ 'locks/shop.lock': '' });
  symlinkSync('locks/shop.lock', join(project.folder, 'keyshape.lock'));
  expect((await project.keyshape('lock')).code).toBe(0);
  expect(project.read('locks/shop.lock')).toContain('model src/model.ts#User');
});

test('sources that cannot be parsed have no versions: of a conflict the compiler reads one side', async () => {
  await project.keyshape('lock');
  const before = lock();
  project.edit(
    'src/model.ts',
    (text) => `<<<<<<< ours\nexport interface More { a: 1 }\n=======\n>>>>>>> theirs\n${text}`,
  );
  for (const command of ['lock', 'check', 'inspect'])
    expect(await project.keyshape(command)).toMatchObject({
      code: 2,
      error: expect.stringMatching(/the versions are not known[\s\S]*src\/model\.ts\(1,1\): error TS1185: /),
    });
  expect(lock()).toBe(before);
});

test('JavaScript with types in it, as Flow writes them, is parsed, and stands in no way', async () => {
  project.edit('tsconfig.json', (text) => {
    const { compilerOptions, ...rest } = JSON.parse(text);
    return JSON.stringify({ ...rest, compilerOptions: { ...compilerOptions, allowJs: true, outDir: 'out' } });
  });
  project.write({ 'src/flow.js': 'export function twice(x: number): number { return 2 * x; }\n' });
  expect(await project.keyshape('lock')).toMatchObject({ code: 0 });
});

// The calls that are filled from it wait for it; it must not wait for them.
const fillings = ['versionOf', 'versionsOf', 'allVersionsOf'];
test.each(fillings)('a damaged lock file is refused by check, and mended by lock: %s', async (intrinsic) => {
  project.write({ 'src/main.ts': project.read('src/main.ts').replaceAll('versionOf', intrinsic) });
  await project.keyshape('lock');
  const first = lock();
  edit('total: number', 'total: bigint');
  await project.keyshape('lock');
  project.edit('keyshape.lock', (text) => text.replace('  {total:bigint}', '  {total:string}'));
  expect(await project.keyshape('check')).toMatchObject({
    code: 2,
    error: expect.stringMatching(
      /keyshape\.lock: line 5: the text is not that of version \w+: a merge or an edit/,
    ),
  });
  expect(await project.keyshape('inspect')).toMatchObject({ code: 0, error: '' });
  const { code, error } = await project.keyshape('lock');
  expect([code, error]).toEqual([0, expect.stringContaining('keyshape.lock: left out, line 5')]);
  expect(lock()).toContain(`was ${/version (\w+)\n {2}\{total/.exec(first)![1]} {total:number}`);
  expect((await project.keyshape('check')).code).toBe(0);
});

test('projects that refer to one another have one lock file, unless they have their own', async () => {
  const composite = {
    composite: true,
    module: 'commonjs',
    rootDir: 'src',
    outDir: 'out',
    strict: true,
    types: [],
    target: 'es2020',
  };
  project.write({
    'tsconfig.json': '{ "files": [], "references": [{ "path": "packages/app" }] }',
    'packages/core/package.json': '{ "name": "@shop/core" }',
    'packages/core/tsconfig.json': JSON.stringify({ compilerOptions: composite, include: ['src'] }),
    'packages/core/src/index.ts':
      "import { versionOf } from 'keyshape';\nexport interface Item { id: number }\nexport const item = versionOf<Item>();\n",
    'packages/app/package.json': '{ "name": "@shop/app" }',
    'packages/app/tsconfig.json': JSON.stringify({
      compilerOptions: composite,
      include: ['src'],
      references: [{ path: '../core' }],
    }),
    'packages/app/src/index.ts':
      "import { versionOf } from 'keyshape';\nimport type { Item } from '../../core/src/index.js';\nexport const list = versionOf<Item[]>();\n",
  });
  expect(await project.keyshape('lock')).toMatchObject({ code: 0, error: '' });
  expect(lock().match(/^model .*/gm)).toEqual([
    'model @shop/core/src/index.ts#Item',
    'model @shop/core/src/index.ts#Item[]',
  ]);
  expect((await project.keyshape('check', '-b')).code).toBe(0);
  project.remove('keyshape.lock');
  project.write({ 'packages/core/keyshape.lock': '' });
  const { out } = await project.keyshape('lock', '-b', 'packages/app');
  expect(out).toContain('packages/core/keyshape.lock is written: 1 model.');
  expect(out).toContain('packages/app/keyshape.lock is written: 1 model.');
  expect(project.read('packages/core/keyshape.lock')).toContain('model src/index.ts#Item\n');
  expect(existsSync(join(project.folder, 'keyshape.lock'))).toBe(false);
});
