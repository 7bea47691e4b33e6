/** @jest-environment ./test/native/environment.cjs */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { openProject } from '../../src/project/index.js';
import { DiskProject, native, nativeVersions, plainOptions, typings } from './projects.js';

jest.setTimeout(120_000);

const barrel = "export { versionOf } from 'keyshape'; export const other = 1;\n";

/** What a file imports from, and the files that lead from there to keyshape; in a folder of their own each. */
const forms: Readonly<Record<string, readonly [specifier: string, files: Readonly<Record<string, string>>]>> =
  {
    'a folder whose package.json names a file': [
      './lib',
      { 'lib/package.json': '{ "types": "./entry.ts" }', 'lib/entry.ts': barrel },
    ],
    'the same, beside an index': [
      './lib/',
      {
        'lib/package.json': '{ "types": "./source/entry.ts" }',
        'lib/source/entry.ts': barrel,
        'lib/index.ts': 'export {};\n',
      },
    ],
    'a folder whose package.json names a file outside': [
      './lib',
      { 'lib/package.json': '{ "types": "../out/entry.ts" }', 'out/entry.ts': barrel },
    ],
    'a suffix': ['./keys', { 'keys.node.ts': barrel, 'keys.ts': 'export {};\n' }],
    'a suffix of an index': ['./keys', { 'keys/index.node.ts': barrel }],
    'an extension of no source': ['./keys.css', { 'keys.d.css.ts': barrel.replace('= 1', ': number') }],
    'an escape in the name': ['./k\\u0065ys', { 'keys.ts': barrel }],
    'a quote in the name': ["./it's/keys", { "it's/keys.ts": barrel }],
    "a package's own imports": [
      'acme-keys',
      {
        'node_modules/acme-keys/package.json':
          '{ "name": "acme-keys", "types": "./index.d.ts", "imports": { "#impl": "./impl.d.ts" } }',
        'node_modules/acme-keys/index.d.ts': "export * from '#impl';\n",
        'node_modules/acme-keys/impl.d.ts': barrel.replace('= 1', ': number'),
      },
    ],
    // As pnpm lays it out: the alias is a link to the package under its own name.
    'a package that has keyshape under another name': [
      'acme-relay',
      {
        'node_modules/acme-relay/package.json':
          '{ "name": "acme-relay", "types": "./index.d.ts", "dependencies": { "ks": "npm:keyshape@0.1.0" } }',
        'node_modules/acme-relay/index.d.ts': "export { versionOf as hashOf } from 'ks';\n",
        'main.ts': "import { hashOf } from 'acme-relay';\nexport const v = hashOf<{ id: number }>();\n",
      },
    ],
  };

// Of most files no tree is fetched: what an import says has to lead to the same file by its text.
test.each(nativeVersions)('TypeScript %s finds a call where the import leads by', async (version) => {
  const disk = new DiskProject();
  const compilerOptions = {
    ...plainOptions,
    moduleSuffixes: ['.node', ''],
    allowArbitraryExtensions: true,
  };
  disk.write(
    new Map([
      ['tsconfig.json', JSON.stringify({ compilerOptions, include: ['case-*/**/*'] })],
      ['node_modules/keyshape/package.json', '{ "name": "keyshape", "types": "./index.d.ts" }'],
      ['node_modules/keyshape/index.d.ts', typings],
      ...Object.values(forms).flatMap(([specifier, files], index) => [
        [
          `case-${index}/main.ts`,
          `import { versionOf } from "${specifier}";\nexport const v = versionOf<{ id: number }>();\n`,
        ] as const,
        ...Object.entries(files).map(([name, text]) => [`case-${index}/${name}`, text] as const),
      ]),
    ]),
  );
  const relay = join(
    disk.folder,
    `case-${Object.keys(forms).length - 1}/node_modules/acme-relay/node_modules`,
  );
  mkdirSync(relay);
  symlinkSync(join(disk.folder, 'node_modules/keyshape'), join(relay, 'ks'));
  const project = openProject(disk.configFile, {
    compiler: { kind: 'native', native: await native(version) },
  });
  try {
    expect(project.diagnostics()).toEqual([]);
    const found = Object.keys(forms).map((form, index) => [
      form,
      project.answer(join(disk.folder, `case-${index}/main.ts`))?.versions.map(({ value }) => value),
    ]);
    expect(found).toEqual(Object.keys(forms).map((form) => [form, ['5b68c9d001486fea']]));
  } finally {
    project.close();
    disk.remove();
  }
});
