/** @jest-environment ./test/native/environment.cjs */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGolden } from '../matrix/golden.js';
import { callsFile, callsText, librariesFolder, models, readers } from '../matrix/libraries/models.js';
import { outcome } from '../matrix/read-packages.js';
import { keepConformance } from '../support/conformance.js';
import { DiskProject, native, nativeVersions, readCalls, withProject } from './projects.js';

// The versions on record are those that the classic readers gave.
const golden = readGolden('libraries') as Readonly<Record<string, Readonly<Record<string, string>>>>;
const { compilerOptions } = JSON.parse(readFileSync(join(librariesFolder, 'tsconfig.json'), 'utf8'));

test.each(nativeVersions)(
  'TypeScript %s gives models of libraries the versions on record',
  async (version) => {
    const project = new DiskProject(librariesFolder);
    try {
      for (const part of ['models', 'prisma-client']) {
        cpSync(join(librariesFolder, part), join(project.folder, part), { recursive: true });
      }
      project.write(new Map(models.map((model) => [callsFile(model), callsText(model)])));
      project.configure(compilerOptions, models.map(callsFile));
      const compiler = await native(version);
      const found = withProject(compiler, project.configFile, (open) =>
        readers.map(({ title, model, roots, options }) => {
          const main = join(project.folder, callsFile(model));
          const [readings] = readCalls(open, project.configFile, [main], [], options).readings;
          const named = model.roots.map((name, index) => [name, outcome(readings![index]!)] as const);
          return [title, Object.fromEntries(named.filter(([name]) => roots.includes(name)))] as const;
        }),
      );
      const outcomes = found.flatMap(([title, some]) =>
        Object.entries(some).map(([name, one]) => ({ title, name, one })),
      );
      keepConformance({
        compiler: compiler.version,
        what: 'libraries',
        compared: outcomes.length,
        differences: outcomes.filter(({ title, name, one }) => golden[title]?.[name] !== one).length,
      });
      expect(Object.fromEntries(found)).toEqual(golden);
    } finally {
      project.remove();
    }
  },
);
