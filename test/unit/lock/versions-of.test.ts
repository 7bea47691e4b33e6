import { join } from 'node:path';
import { openProject } from '../../../src/project/open-project.js';
import { type LockProject, lockProject, sources } from './project.js';

let project: LockProject;
beforeEach(() => {
  project = lockProject({
    ...sources('export interface User { id: number; mail: string }\n', 'User'),
    'src/main.ts': `import { allVersionsOf, versionOf, versionsOf } from 'keyshape';
import type { User } from './model.js';
export const one = versionOf<User>();
export const readable = versionsOf<User>();
export const all = allVersionsOf<User>().length;
`,
  });
});
afterEach(() => project.dispose());

/** What the build makes of the calls. */
async function built(): Promise<{ one: string; readable: string[]; all: number }> {
  await project.build();
  const text = project.read('out/main.js');
  expect(text).not.toContain('keyshape');
  const [, one] = /one = "(\w+)"/.exec(text)!;
  const [, readable] = /readable = (\[.*?\]);/s.exec(text)!;
  const [, all] = /all = (\[.*?\])\.length;/s.exec(text)!;
  return { one: one!, readable: JSON.parse(readable!), all: JSON.parse(all!).length };
}
const edit = (from: string, to: string) => project.edit('src/model.ts', (text) => text.replace(from, to));

test('without a lock file, the present version alone', async () => {
  const { one, readable, all } = await built();
  expect([readable, all]).toEqual([[one], 1]);
});

test('the older versions that are readable, whether the change is recorded or not', async () => {
  const first = (await built()).one;
  await project.keyshape('lock');
  edit('id: number', 'id: number | null');
  const second = await built();
  expect([second.readable, second.all]).toEqual([[second.one, first], 2]);
  await project.keyshape('lock');
  expect(await built()).toEqual(second);
  edit('mail', 'email');
  const third = await built();
  expect([third.readable, third.all]).toEqual([[third.one], 3]);
  expect(await project.verify()).toMatchObject({ projects: [{ findings: [] }] });
});

// What it does not see: a list that lacks older versions, or has the right ones in another order.
test('verify sees a list that is of an older build, or has a version that it should not have', async () => {
  await project.keyshape('lock');
  edit('id: number', 'id: number | null');
  const { one, readable } = await built();
  const right = project.read('out/main.js');
  const [, older] = readable as [string, string];
  for (const wrong of [
    `readable = ["${one}", "0123456789abcdef"]`,
    `readable = ["${one}", "${older}", "0123456789abcdef"]`,
    `readable = ["${older}"]`,
  ]) {
    project.write({ 'out/main.js': right.replace(/readable = \[.*?\]/, wrong) });
    const { projects } = await project.verify();
    expect([wrong, projects[0]!.findings]).not.toEqual([wrong, []]);
  }
  project.write({ 'out/main.js': right });
  expect(await project.verify()).toMatchObject({ projects: [{ findings: [] }] });
});

test('an edit of the lock file alone changes the answer and the digest of the file', async () => {
  await project.keyshape('lock');
  edit('id: number', 'id: number | null');
  const opened = openProject(join(project.folder, 'tsconfig.json'));
  const file = join(project.folder, 'src/main.ts');
  const before = opened.answer(file)!;
  expect(opened.dependencies().files).toContain(join(project.folder, 'keyshape.lock'));
  project.remove('keyshape.lock');
  opened.update({ changed: [join(project.folder, 'keyshape.lock')], isStructural: false });
  const after = opened.answer(file)!;
  const texts = [before, after].map(({ edits }) =>
    edits.map(({ text }) => text).filter((text) => text.startsWith('[')),
  );
  expect(texts.map(([list]) => JSON.parse(list!).length)).toEqual([2, 1]);
  opened.close();
});

test('a lock file that cannot be believed is an error at the call, and at no other', async () => {
  project.write({ 'keyshape.lock': '# keyshape.lock 1: x\n#\n\n<<<<<<< HEAD\n' });
  const opened = openProject(join(project.folder, 'tsconfig.json'));
  const { diagnostics } = opened.answer(join(project.folder, 'src/main.ts'))!;
  expect(diagnostics.map(({ code }) => code)).toEqual(['KS3010', 'KS3010']);
  expect(diagnostics[0]!.text).toMatch(/keyshape\.lock: line 4: a conflict that git left\. Take either side/);
  opened.close();
});
