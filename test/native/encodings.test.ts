/** @jest-environment ./test/native/environment.cjs */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSource } from '../../src/calls/source-text.js';
import { editedText, openProject } from '../../src/project/index.js';
import { DiskProject, native, nativeVersions, plainOptions, typings } from './projects.js';

jest.setTimeout(120_000);

const compilerOptions = {
  ...plainOptions,
};

const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  utf8: (text) => Buffer.from(text),
  'utf8-marked': (text) => Buffer.from(`\ufeff${text}`),
  utf16le: (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  utf16be: (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
};

// The compiler reads all of these; what looks at a text before it asks for the tree has to read the same.
test.each(nativeVersions)('TypeScript %s: a source in any encoding that it reads', async (version) => {
  const disk = new DiskProject();
  disk.write(
    new Map([
      ['tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.ts'] })],
      ['node_modules/keyshape/package.json', '{ "name": "keyshape", "types": "./index.d.ts" }'],
      ['node_modules/keyshape/index.d.ts', typings],
    ]),
  );
  for (const [name, encode] of Object.entries(encodings)) {
    const files = {
      [`model-${name}.ts`]: `export interface User {\n  id: number;\n  /** @keyshapeIgnore */\n  né: string;\n}\n`,
      [`main-${name}.ts`]: `import { versionOf } from 'keyshape';\nimport type { User } from './model-${name}';\nexport const é = versionOf<User>();\n`,
    };
    for (const [path, text] of Object.entries(files)) writeFileSync(join(disk.folder, path), encode(text));
  }
  const project = openProject(disk.configFile, {
    compiler: { kind: 'native', native: await native(version) },
  });
  try {
    expect(project.diagnostics()).toEqual([]);
    for (const name of Object.keys(encodings)) {
      const file = join(disk.folder, `main-${name}.ts`);
      const answer = project.answer(file);
      const text = answer && editedText(answer, readSource(file))?.text;
      expect([name, text]).toEqual([
        name,
        expect.stringMatching(/\nexport const é = "5b68c9d001486fea";\n$/),
      ]);
    }
  } finally {
    project.close();
    disk.remove();
  }
});
