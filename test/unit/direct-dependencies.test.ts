import { isDeepStrictEqual } from 'node:util';
import ts from 'typescript';
import { type Answer, openProject, type Project } from '../../src/project/index.js';
import { drawEdit, drawProject } from '../support/edited-project.js';
import { createRandom } from '../support/random.js';
import { TemporaryProject, temporaryOptions } from '../support/temporary-project.js';

function stateOf(project: Project): ReadonlyMap<string, Answer> {
  return new Map(project.files().map((file) => [file, project.answer(file)!]));
}

function decided({ edits, diagnostics, versions }: Answer): object {
  return { edits, diagnostics, versions };
}

// Thousands of edits were run by hand with other seeds.
test.each([1, 2, 3, 4])(
  'seed %i: an edit of any other file changes no answer, an edit of these does',
  (seed) => {
    const random = createRandom(seed);
    const files = drawProject(random);
    const folder = new TemporaryProject({
      ...Object.fromEntries(files),
      'tsconfig.json': JSON.stringify({
        compilerOptions: temporaryOptions,
        include: ['src'],
      }),
    });
    const project = openProject(folder.configFile, { compiler: { kind: 'classic', compiler: ts } });
    let before = stateOf(project);
    let changed = 0;
    let outside = 0;
    for (let count = 0; count < 25; count += 1) {
      const edit = drawEdit(random, files);
      const [[name, text] = ['', '']] = Object.entries(edit);
      if (files.get(name) === text) continue;
      files.set(name, text);
      folder.write(edit);
      project.update({ changed: [folder.path(name)], isStructural: false });
      const after = stateOf(project);
      for (const [file, answer] of before) {
        const now = after.get(file);
        const isSame = now !== undefined && isDeepStrictEqual(decided(answer), decided(now));
        if (!isSame) changed += 1;
        if (answer.dependencies.direct.includes(folder.path(name))) continue;
        outside += 1;
        expect({ name, text, file, isSame }).toEqual({ name, text, file, isSame: true });
      }
      before = after;
    }
    project.close();
    folder.delete('.');
    expect(changed).toBeGreaterThan(0);
    expect(outside).toBeGreaterThan(10);
  },
);

test('what is behind a package: all packages, and the sources that augment it or that it imports', () => {
  const folder = new TemporaryProject({
    'tsconfig.json': JSON.stringify({ compilerOptions: temporaryOptions, include: ['src'] }),
    'node_modules/registry/index.d.ts':
      "export interface Registry {}\nexport type Values = Registry[keyof Registry];\nexport type { Back } from './back';\n",
    'node_modules/registry/back.d.ts': "export type { Back } from '../../src/back';\n",
    'src/back.ts': "import type { Deep } from './deep';\nexport interface Back { deep: Deep }\n",
    'src/deep.ts': 'export interface Deep { a: 1 }\n',
    'src/user.ts': 'export interface User { name: string }\n',
    'src/augment.ts':
      "import type { User } from './user';\ndeclare module 'registry' { interface Registry { user: User } }\n",
    'src/other.ts': 'export interface Other { a: 1 }\n',
    'src/main.ts':
      "import { versionOf } from 'keyshape';\nimport type { Back, Values } from 'registry';\nexport const versions = [versionOf<Values>(), versionOf<Back>()];\n",
  });
  const project = openProject(folder.configFile, { compiler: { kind: 'classic', compiler: ts } });
  try {
    const { direct } = project.answer(folder.path('src/main.ts'))!.dependencies;
    const names = ['node_modules/registry/index.d.ts', 'node_modules/registry/back.d.ts'];
    for (const name of ['back', 'deep', 'user', 'augment', 'main']) names.push(`src/${name}.ts`);
    expect(direct).toEqual(expect.arrayContaining(names.map((name) => folder.path(name))));
    expect(direct).not.toContain(folder.path('src/other.ts'));
  } finally {
    project.close();
    folder.delete('.');
  }
});
