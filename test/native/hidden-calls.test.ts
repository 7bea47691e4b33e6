/** @jest-environment ./test/native/environment.cjs */
import { join } from 'node:path';
import { openProject } from '../../src/project/index.js';
import { hiddenCalls } from '../support/hidden-calls.js';
import { DiskProject, native, nativeVersions, plainOptions, typings } from './projects.js';

jest.setTimeout(120_000);

test.each(nativeVersions)('TypeScript %s leaves no call of a module held as a value', async (version) => {
  const disk = new DiskProject();
  disk.write(
    new Map([
      ['tsconfig.json', JSON.stringify({ compilerOptions: plainOptions, include: ['case-*/**/*'] })],
      ['node_modules/keyshape/package.json', '{ "name": "keyshape", "types": "./index.d.ts" }'],
      ['node_modules/keyshape/index.d.ts', typings],
      ...hiddenCalls.flatMap(([, files], index) =>
        Object.entries(files).map(([name, text]) => [`case-${index}/${name}`, text] as const),
      ),
    ]),
  );
  const project = openProject(disk.configFile, {
    compiler: { kind: 'native', native: await native(version) },
  });
  try {
    const found = hiddenCalls.map(([form, files], index) => {
      const answers = Object.keys(files).map((name) =>
        project.answer(join(disk.folder, `case-${index}`, name)),
      );
      const errors = answers.flatMap((answer) => answer?.diagnostics ?? []);
      const isReplaced = answers.some((answer) => answer?.versions.length === 1);
      return [
        form,
        ...(errors.length > 0 ? errors.map(({ code }) => code) : [isReplaced ? 'replaced' : 'fine']),
      ];
    });
    expect(found).toEqual(hiddenCalls.map(([form, , becomes]) => [form, becomes]));
  } finally {
    project.close();
    disk.remove();
  }
});
