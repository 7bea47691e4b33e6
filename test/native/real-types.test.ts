/** @jest-environment ./test/native/environment.cjs */
import { join } from 'node:path';
import { readGolden } from '../matrix/golden.js';
import { realPackages, realTypesFolder } from '../matrix/packages.js';
import { outcome } from '../matrix/read-packages.js';
import { keepConformance } from '../support/conformance.js';
import { root } from '../support/tools.js';
import { DiskProject, native, nativeVersions, readCalls, withProject } from './projects.js';

// The published types, whose versions on record the classic readers gave.
const golden = readGolden('real-types') as Readonly<Record<string, Readonly<Record<string, string>>>>;

describe.each(nativeVersions)('TypeScript %s', (version) => {
  test.each(realPackages)('gives the versions on record for $name', async (known) => {
    const versions = golden[known.name]!;
    const project = new DiskProject(realTypesFolder, root);
    try {
      const calls = Object.keys(versions).map((name) => `versionOf<${known.written(name)}>();`);
      const text = [known.statement, 'declare function versionOf<T>(): string;', ...calls].join('\n');
      project.write(new Map([['calls.ts', text]]));
      project.configure(
        {
          strict: true,
          target: 'ES2022',
          module: 'ESNext',
          moduleResolution: 'bundler',
          lib: ['es2022'],
          types: ['node'],
          esModuleInterop: true,
          skipLibCheck: true,
        },
        ['calls.ts'],
      );
      const main = join(project.folder, 'calls.ts');
      const compiler = await native(version);
      const found = withProject(compiler, project.configFile, (open) => {
        const { readings } = readCalls(open, project.configFile, [main], [], {
          any: known.any,
          serializer: 'json',
        });
        return readings[0]!.map((reading) => outcome(reading));
      });
      const names = Object.keys(versions);
      keepConformance({
        compiler: compiler.version,
        what: known.name,
        compared: names.length,
        differences: names.filter((name, index) => versions[name] !== found[index]).length,
      });
      expect(Object.fromEntries(names.map((name, index) => [name, found[index]]))).toEqual(versions);
    } finally {
      project.remove();
    }
  });
});
