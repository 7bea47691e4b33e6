import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type LockProject, lockProject, sources } from './project.js';

let project: LockProject;
beforeEach(async () => {
  project = lockProject(
    sources(
      ['User', 'Order', 'Item']
        .map((name) => `export interface ${name} { id: number; name${name}: string }\n`)
        .join(''),
      'User',
      'Order',
      'Item',
    ),
  );
  project.write({
    '.gitignore': 'node_modules\nout\n',
    // What is filled from the lock file, whatever state a merge left that in, and a wrapper that takes it.
    'src/read.ts': `
import { allVersionsOf, versionsOf, type VersionsOf } from 'keyshape';
import type { Item, Order, User } from './model.js';
declare function read<T>(key: string, versions?: VersionsOf<T>): T;
export const found = [versionsOf<User>(), allVersionsOf<Order>(), read<Item>('item')];
`,
  });
  project.git('init', '-q', '-b', 'main');
  await commit('first');
});
afterEach(() => project.dispose());

const edit = (from: string, to: string) => project.edit('src/model.ts', (text) => text.replace(from, to));
async function commit(message: string): Promise<void> {
  await project.keyshape('lock');
  project.git('add', '-A');
  project.git('commit', '-qm', message);
}
function merge(branch: string): boolean {
  try {
    project.git('merge', '-q', '--no-edit', branch);
    return true;
  } catch {
    return false;
  }
}
const lock = () => project.read('keyshape.lock');
const textsOf = (name: string) =>
  new RegExp(`model src/model\\.ts#${name}\\n([\\s\\S]*?)\\nend`).exec(lock())![1]!;
/** Two branches with an edit each; the second one is left checked out. */
async function branches(ours: () => void, theirs: () => void): Promise<void> {
  project.git('checkout', '-qb', 'theirs');
  theirs();
  await commit('theirs');
  project.git('checkout', '-q', 'main');
  ours();
  await commit('ours');
}

/** The same model on both: one field by ours, another by theirs. */
const changeUserTwice = () =>
  branches(
    () => edit('nameUser: string', 'nameUser: string | null'),
    () => edit('interface User { id: number', 'interface User { id: number | null'),
  );

test('different models: the merge is clean, and right', async () => {
  await branches(
    () => edit('nameUser: string', 'nameUser: string | null'),
    () => edit('nameItem: string', 'nameItem: number'),
  );
  expect(merge('theirs')).toBe(true);
  expect(await project.keyshape('check')).toMatchObject({ code: 0 });
});

test('the same change twice: the merge is clean', async () => {
  const change = () => edit('nameUser: string', 'nameUser: string | null');
  await branches(change, change);
  expect(merge('theirs')).toBe(true);
  expect(await project.keyshape('check')).toMatchObject({ code: 0 });
});

test.each(['the conflict left in it', 'ours taken', 'theirs taken'])(
  'the same model differently: both histories are kept, with %s',
  async (way) => {
    await branches(
      () => edit('nameUser: string', 'nameUser: string | null'),
      () => edit('interface User { id: number', 'interface User { id: number | null'),
    );
    expect(merge('theirs')).toBe(false);
    project.write({
      'src/model.ts': project
        .read('src/model.ts')
        .replace(
          /<<<<<<< [\s\S]*?>>>>>>> .*\n/,
          'export interface User { id: number | null; nameUser: string | null }\n',
        ),
    });
    if (way !== 'the conflict left in it') {
      const check = await project.keyshape('check');
      expect([check.code, check.error]).toEqual([
        2,
        expect.stringMatching(/a conflict that git left\. Take either side, then run `keyshape lock`/),
      ]);
      project.git('checkout', way === 'ours taken' ? '--ours' : '--theirs', 'keyshape.lock');
    }
    expect(await project.keyshape('lock')).toMatchObject({ code: 0 });
    expect(await project.keyshape('check')).toMatchObject({ code: 0 });
    const text = textsOf('User');
    expect(text).toContain('nameUser:string|null');
    const older = text
      .split('\n')
      .filter((line) => line.startsWith('was '))
      .map((line) => line.replace(/^was \w+ /, ''));
    expect(older.sort()).toEqual([
      '{id:number,nameUser:string|null}',
      '{id:number,nameUser:string}',
      '{id:number|null,nameUser:string}',
    ]);
  },
);

/** The older texts of a model, newest first. */
const olderOf = (name: string) =>
  textsOf(name)
    .split('\n')
    .filter((line) => line.startsWith('was '))
    .map((line) => line.replace(/^was \w+ /, ''));
const first = '{id:number,nameUser:string}';

test('a revert puts the lock file of then back: nothing is wrong with it, and what was deployed between is cold', async () => {
  edit('nameUser: string', 'nameUser: string | null');
  await commit('second');
  project.git('revert', '--no-edit', 'HEAD');
  expect(await project.keyshape('check')).toMatchObject({ code: 0 });
  expect(olderOf('User')).toEqual([]);
  edit('nameUser: string', 'nameUser: number');
  await commit('third');
  expect(olderOf('User')).toEqual([first]);
});

test('a rebase: the change lies on top of the other one, and both shapes are known', async () => {
  await changeUserTwice();
  project.git('checkout', '-q', 'theirs');
  expect(() => project.git('rebase', 'main')).toThrow();
  project.write({
    'src/model.ts': project
      .read('src/model.ts')
      .replace(
        /<<<<<<< [\s\S]*?>>>>>>> .*\n/,
        'export interface User { id: number | null; nameUser: string | null }\n',
      ),
  });
  expect(await project.keyshape('lock')).toMatchObject({ code: 0 });
  project.git('add', '-A');
  project.git('-c', 'core.editor=true', 'rebase', '--continue');
  expect(await project.keyshape('check')).toMatchObject({ code: 0 });
  expect(olderOf('User').sort()).toEqual(
    ['{id:number,nameUser:string|null}', first, '{id:number|null,nameUser:string}'].sort(),
  );
});

test.each([
  ['merge', 'ours'],
  ['merge', 'theirs'],
  ['rebase', 'ours'],
  ['rebase', 'theirs'],
  ['cherry-pick', 'theirs'],
])(
  'a %s whose conflict is settled with %s, and staged, before the lock file is written',
  async (way, side) => {
    const other = 'interface User { id: number | null';
    await branches(
      () => edit('nameUser: string', 'nameUser: string | null'),
      () => edit('interface User { id: number', other),
    );
    if (way === 'rebase') project.git('checkout', '-q', 'theirs');
    expect(() => project.git(way, way === 'rebase' ? 'main' : 'theirs')).toThrow();
    project.git('checkout', `--${side}`, 'keyshape.lock', 'src/model.ts');
    if (side === 'ours') edit('interface User { id: number', other);
    else edit('nameUser: string', 'nameUser: string | null');
    project.git('add', '-A');
    expect(await project.keyshape('lock')).toMatchObject({ code: 0 });
    expect(olderOf('User').sort()).toEqual(
      ['{id:number,nameUser:string|null}', first, '{id:number|null,nameUser:string}'].sort(),
    );
  },
);

test('a rebase that is over says nothing any more', async () => {
  await changeUserTwice();
  project.git('checkout', '-q', 'theirs');
  expect(() => project.git('rebase', 'main')).toThrow();
  project.git('checkout', '--ours', 'keyshape.lock', 'src/model.ts');
  project.git('add', '-A');
  project.git('commit', '-qm', 'empty', '--allow-empty');
  project.git('-c', 'core.editor=true', 'rebase', '--continue');
  expect((await project.keyshape('lock')).out).toBe('keyshape.lock is up to date: 3 models.\n');
});

test('a rebase and a cherry-pick of other models: clean, and right', async () => {
  await branches(
    () => edit('nameUser: string', 'nameUser: string | null'),
    () => edit('nameItem: string', 'nameItem: number'),
  );
  project.git('cherry-pick', 'theirs');
  expect(await project.keyshape('check')).toMatchObject({ code: 0 });
  expect([olderOf('User'), olderOf('Item')]).toEqual([[first], ['{id:number,nameItem:string}']]);
  project.git('reset', '-q', '--hard', 'HEAD~1');
  project.git('checkout', '-q', 'theirs');
  project.git('rebase', '-q', 'main');
  expect(await project.keyshape('check')).toMatchObject({ code: 0 });
  expect([olderOf('User'), olderOf('Item')]).toEqual([[first], ['{id:number,nameItem:string}']]);
});

test('a cherry-pick of a change of the same model: the conflict is joined', async () => {
  await changeUserTwice();
  expect(() => project.git('cherry-pick', 'theirs')).toThrow();
  project.git('checkout', '--theirs', 'keyshape.lock', 'src/model.ts');
  expect(await project.keyshape('lock')).toMatchObject({ code: 0 });
  expect(await project.keyshape('check')).toMatchObject({ code: 0 });
  expect(olderOf('User').sort()).toEqual(['{id:number,nameUser:string|null}', first].sort());
});

test('a checkout with the line ends of Windows is up to date, and stays as it is', async () => {
  const text = lock().replaceAll('\n', '\r\n');
  project.write({ 'keyshape.lock': text });
  expect((await project.keyshape('lock')).out).toBe('keyshape.lock is up to date: 3 models.\n');
  expect(lock()).toBe(text);
});

test('keyshape diff in a hook of a linked working tree, for which git says where its repository is', async () => {
  mkdirSync(join(project.folder, 'app'));
  for (const name of ['package.json', 'tsconfig.json', 'src', 'keyshape.lock'])
    project.git('mv', name, `app/${name}`);
  await commit('moved');
  process.env.GIT_DIR = join(project.folder, '.git');
  try {
    expect(await project.keyshapeIn('app', 'diff')).toMatchObject({ code: 0, error: '' });
  } finally {
    delete process.env.GIT_DIR;
  }
});

test('keyshape diff takes a branch that is called as a folder is', async () => {
  project.git('branch', 'src');
  expect(await project.keyshape('diff', 'src')).toMatchObject({ code: 0, error: '' });
});

test('keyshape diff between revisions and files', async () => {
  edit('nameUser', 'userName');
  await commit('second');
  expect(await project.keyshape('diff')).toEqual({
    code: 0,
    out: 'No cached type changed between HEAD and keyshape.lock.\n',
    error: '',
  });
  const { code, out } = await project.keyshape('diff', 'HEAD~1');
  expect([code, out]).toEqual([1, expect.stringContaining('src/model.ts#User\n')]);
  expect(out).toContain('renamed User.nameUser → userName');
  project.write({ 'old.lock': project.git('show', 'HEAD~1:keyshape.lock') });
  expect((await project.keyshape('diff', 'old.lock', 'HEAD')).out).toBe(out);
  const json = JSON.parse((await project.keyshape('diff', '--json', 'HEAD~1', 'HEAD')).out);
  expect(json).toMatchObject({ ok: true, changes: [{ identity: 'src/model.ts#User', kind: 'changed' }] });
  expect(await project.keyshape('diff', 'no-such-ref')).toMatchObject({
    code: 2,
    error: expect.stringContaining('no-such-ref is no file, and no revision'),
  });
  expect(await project.keyshape('diff', 'a', 'b', 'c')).toMatchObject({ code: 2 });
  // `keyshape diff "$BASE"`, where nobody set it: nothing would have changed since what is staged.
  for (const args of [[''], ['HEAD', ' ']])
    expect(await project.keyshape('diff', ...args)).toMatchObject({
      code: 2,
      error: expect.stringContaining('an empty argument is no file, and no revision'),
    });
});

test('keyshape diff in a shallow clone names a command that fetches what is missing', async () => {
  edit('nameUser: string', 'userName: string');
  await commit('second');
  project.git('branch', 'feature/one');
  project.git('clone', '-q', '--depth=1', '--branch=main', `file://${project.folder}`, 'clone');
  const wayOutOf = async (revision: string) => {
    const { code, error } = await project.keyshapeIn('clone', 'diff', revision);
    return [code, /A shallow clone has few: (.*)\.\n$/.exec(error)?.[1]];
  };
  expect(await wayOutOf('origin/feature/one')).toEqual([
    2,
    'git fetch --depth=1 origin feature/one, and compare with FETCH_HEAD',
  ]);
  project.git('-C', 'clone', 'fetch', '-q', '--depth=1', 'origin', 'feature/one');
  expect(await project.keyshapeIn('clone', 'diff', 'FETCH_HEAD')).toMatchObject({ code: 0 });
  expect(await wayOutOf('HEAD~1')).toEqual([2, 'git fetch --unshallow']);
  project.git('-C', 'clone', 'fetch', '-q', '--unshallow');
  expect(await project.keyshapeIn('clone', 'diff', 'HEAD~1')).toMatchObject({ code: 1 });
});

test('keyshape inspect shows a type, and every call', async () => {
  expect((await project.keyshape('inspect')).out).toMatch(
    /^src\/main\.ts:\d+:\d+ {2}\w{16} {2}versionOf<Item>\n/,
  );
  const { code, out } = await project.keyshape('inspect', 'src/model.ts', 'User');
  expect([code, out.split('\n').slice(2)]).toEqual([
    0,
    [
      'called at src/main.ts:3:29: versionOf<User>',
      'called at src/read.ts:5:34: versionsOf<User>',
      '',
      'User                src/model.ts:1',
      '  id: number        src/model.ts:1',
      '  nameUser: string  src/model.ts:1',
      '',
      '{id:number,nameUser:string}',
      '',
    ],
  ]);
  expect(JSON.parse((await project.keyshape('inspect', '--json', 'src/main.ts', 'Order')).out)).toMatchObject(
    {
      ok: true,
      models: [{ identity: 'src/model.ts#Order' }],
    },
  );
  expect(await project.keyshape('inspect', 'src/model.ts', 'Usre')).toMatchObject({
    code: 2,
    error: expect.stringContaining('Did you mean `User`?'),
  });
  expect(await project.keyshape('inspect', 'src/model.ts')).toMatchObject({ code: 2 });
});

test('keyshape inspect tells where each part is declared', async () => {
  project.write({
    'src/base.ts': 'export interface Base {\n  id: string;\n  parent?: this;\n}\n',
    'src/model.ts': `import type { Base } from './base.js';
export interface Address { city: string; zip: string | null }
export type Payment = Card | { kind: 'cash'; got?: number };
export interface Card { kind: 'card'; owner: User }
export interface User extends Base { address: Address; bills?: Address[]; payment: Payment; 'due-date': Date; run: () => void; }
export interface Order { sizes: [number, string?]; by: Record<\`id-\${string}\`, number> }
export interface Item { id: 1 }
`,
  });
  expect((await project.keyshape('inspect', 'src/model.ts', 'User')).out).toContain(`
User                         src/model.ts:5
  address: Address           src/model.ts:5
    city: string             src/model.ts:2
    zip: string | null       src/model.ts:2
  bills?: Address[] (above)  src/model.ts:5
  "due-date": Date           src/model.ts:5
  id: string                 src/base.ts:2
  parent?: User (above)      src/base.ts:3
  payment: Card | {…}        src/model.ts:5
    | Card                   src/model.ts:4
      kind: "card"           src/model.ts:4
      owner: User (above)    src/model.ts:4
    | {…}                    src/model.ts:3
      got?: number           src/model.ts:3
      kind: "cash"           src/model.ts:3
`);
  const { models } = JSON.parse((await project.keyshape('inspect', '--json', 'src/main.ts', 'Order')).out);
  expect(models[0].tree).toMatchObject({
    type: 'Order',
    place: 'src/model.ts:6',
    parts: [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a key
      { step: '.by', parts: [{ step: '[`id-${string}`]', type: 'number' }] },
      { step: '.sizes', type: '[number, string?]', place: 'src/model.ts:6', parts: [] },
    ],
  });
});

test('a repository that git refuses to read is an error with the words of git, and the lock file stays', async () => {
  const before = lock();
  edit('nameUser: string', 'nameUser: number');
  process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER = '1';
  try {
    for (const command of ['lock', 'diff']) {
      const { code, error } = await project.keyshape(command);
      expect([command, code, error]).toEqual([
        command,
        2,
        expect.stringMatching(/dubious ownership[\s\S]*safe\.directory/),
      ]);
      expect(error).not.toMatch(/\n\s+at /);
    }
  } finally {
    delete process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER;
  }
  expect(lock()).toBe(before);
});

test('the lock file keeps its mode', async () => {
  chmodSync(join(project.folder, 'keyshape.lock'), 0o600);
  edit('nameUser: string', 'nameUser: number');
  await project.keyshape('lock');
  expect(lock()).toContain('nameUser:number');
  expect(statSync(join(project.folder, 'keyshape.lock')).mode & 0o777).toBe(0o600);
});

test('the command that accepts a change can be copied', async () => {
  edit('nameUser: string', 'nameUser: number');
  project.write({ 'of the shop.json': project.read('tsconfig.json') });
  const { code, out } = await project.keyshape('check', '-p', 'of the shop.json');
  expect([code, out]).toEqual([1, expect.stringContaining('keyshape lock -p "of the shop.json"')]);
});
