/** @jest-environment ./test/native/environment.cjs */
import { join } from 'node:path';
import { openProject } from '../../src/project/open-project.js';
import { cases, fillings, reference, shared, textOf } from '../unit/wrapper/cases.js';
import { DiskProject, native, nativeVersions, plainOptions, typings } from './projects.js';

jest.setTimeout(120_000);

const compilerOptions = {
  ...plainOptions,
  strict: true,
  skipLibCheck: true,
  experimentalDecorators: true,
};

// The same table as for the classic compilers: test/unit/wrapper/cases.ts.
test.each(nativeVersions)('TypeScript %s: every call of a wrapper is filled or refused', async (version) => {
  const files = new Map([
    ...Object.entries(shared),
    ['reference.ts', reference],
    ...cases.map((one, index) => [`case-${index}.ts`, textOf(one)] as const),
    ['tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.ts'] })],
    ['node_modules/keyshape/package.json', '{ "name": "keyshape", "types": "./index.d.ts" }'],
    ['node_modules/keyshape/index.d.ts', typings],
  ]);
  const disk = new DiskProject();
  disk.write(files);
  const compiler = { kind: 'native', native: await native(version) } as const;
  const project = openProject(disk.configFile, { compiler });
  try {
    const answer = (name: string) => project.answer(join(disk.folder, name));
    const known = fillings(answer('reference.ts')!.versions.map(({ value }) => value));
    const found = cases.map(({ title }, index) => {
      const name = `case-${index}.ts`;
      const { versions = [], diagnostics = [] } = answer(name) ?? {};
      const filled = versions
        .filter(({ name: asker }) => asker === 'VersionOf' || asker === 'VersionsOf')
        .sort((a, b) => a.start - b.start);
      // Errors of other files stand in the way of this one too.
      const own = diagnostics.filter(({ place }) => place?.fileName.endsWith(`/${name}`));
      return {
        title,
        filled: filled.map(({ value }) => known.get(value) ?? value),
        errors: own.map(({ code = '', text }) => /KS\d{4}/.exec(code + text)?.[0] ?? text),
      };
    });
    expect(found).toEqual(cases.map(({ title, filled = [], errors = [] }) => ({ title, filled, errors })));
  } finally {
    project.close();
    disk.remove();
  }
});

test.each(nativeVersions)('TypeScript %s: JavaScript that declares wrappers in comments', async (version) => {
  const disk = new DiskProject();
  disk.write(
    new Map([
      [
        'declares.js',
        `/** @typedef {{ id: string }} User */
/**
 * @template T
 * @param {string} key
 * @param {import('keyshape').VersionOf<T>=} version
 * @returns {T}
 */
export function own(key, version) { return /** @type {any} */ ([key, version]); }
/** @typedef {import('keyshape').VersionOf<User>} Mark */
/** @param {string} key @param {Mark} [version] @returns {User} */
export function named(key, version) { return /** @type {any} */ ([key, version]); }
/** @type {User} */
export const user = own('a');
export const other = named('b');
/** @type {{ version: import('keyshape').VersionOf<User> }} */
export const misplaced = { version: '' };
`,
      ],
      [
        'tsconfig.json',
        JSON.stringify({ compilerOptions: { ...compilerOptions, allowJs: true }, include: ['*.js'] }),
      ],
      ['node_modules/keyshape/package.json', '{ "name": "keyshape", "types": "./index.d.ts" }'],
      ['node_modules/keyshape/index.d.ts', typings],
    ]),
  );
  const compiler = { kind: 'native', native: await native(version) } as const;
  const project = openProject(disk.configFile, { compiler });
  try {
    const { versions, diagnostics } = project.answer(join(disk.folder, 'declares.js'))!;
    expect(diagnostics.map(({ code, place }) => [code, place?.line])).toEqual([['KS2104', 15]]);
    expect(versions.filter(({ name }) => name === 'VersionOf').map(({ value }) => value)).toEqual([
      versions[0]!.value,
      versions[0]!.value,
    ]);
  } finally {
    project.close();
    disk.remove();
  }
});
