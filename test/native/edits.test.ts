/** @jest-environment ./test/native/environment.cjs */
import { openProject, type Project, type ProjectCompiler } from '../../src/project/index.js';
import { LastReading } from '../../src/project/native/last-reading.js';
import { createRandom } from '../support/random.js';
import { TemporaryProject, temporaryOptions } from '../support/temporary-project.js';
import { drawWildEdits, drawWildProject } from '../support/wild-project.js';
import { native, nativeVersions } from './projects.js';

const edits = Number(process.env.KEYSHAPE_EDITS) || 25;
const first = Number(process.env.KEYSHAPE_SEED) || 11;
const seeds = Array.from({ length: Number(process.env.KEYSHAPE_SEEDS) || 2 }, (_, index) => first + index);
const compilerOptions = { ...temporaryOptions, moduleResolution: 'bundler', allowJs: true, jsx: 'preserve' };

function everything(project: Project): object {
  return {
    answers: project.files().map((name) => project.answer(name)),
    diagnostics: project.diagnostics(),
    sources: project.sources(),
  };
}

afterEach(() => jest.restoreAllMocks());

// KEYSHAPE_EDITS=100 KEYSHAPE_SEED=1000 KEYSHAPE_SEEDS=6 goes on for longer, which takes a server for each edit.
describe.each(nativeVersions)('a project that TypeScript %s has open', (version) => {
  test.each(seeds)(
    'seed %i: whatever is edited, says what one says that is opened now, and keeps answers',
    async (seed) => {
      const compiler: ProjectCompiler = { kind: 'native', native: await native(version) };
      const random = createRandom(seed);
      const files = drawWildProject(random);
      const folder = new TemporaryProject({
        ...Object.fromEntries(files),
        'tsconfig.json': JSON.stringify({ compilerOptions, include: ['src'] }),
      });
      const goesOn = jest.spyOn(LastReading.prototype, 'takeIn');
      const project = openProject(folder.configFile, { compiler });
      everything(project);
      let last = {};
      for (let edit = 0; edit < edits; edit += 1) {
        // Sometimes several edits come before anything is asked.
        for (let more = random.chance(0.2) ? 2 : 1; more > 0; more -= 1) {
          last = drawWildEdits(random, files);
          for (const [name, text] of Object.entries<string>(last)) files.set(name, text);
          folder.write(last);
          const changed = Object.keys(last).map((name) => folder.path(name));
          project.update(random.chance(0.1) ? undefined : { changed, isStructural: false });
        }
        const said = everything(project);
        folder.forgetRecord();
        const another = openProject(folder.configFile, { compiler });
        expect({ edit, last, said }).toEqual({ edit, last, said: everything(another) });
        another.close();
      }
      project.close();
      folder.delete('.');
      expect(goesOn.mock.results.filter(({ value }) => value === true).length).toBeGreaterThan(0);
    },
  );
});
