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
