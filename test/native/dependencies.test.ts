/** @jest-environment ./test/native/environment.cjs */
import { join } from 'node:path';
import ts from 'typescript';
import type { ProjectCompiler } from '../../src/project/index.js';
import { openProject } from '../../src/project/open-project.js';
import { DiskProject, native, nativeVersions, plainOptions } from './projects.js';

const compilerOptions = {
  ...plainOptions,
  strict: true,
};

/** The folders that a bundler is told to watch. */
function folders(compiler: ProjectCompiler, root: string): readonly string[] {
  const disk = new DiskProject();
  disk.write(
    new Map([
      ['tsconfig.json', JSON.stringify({ compilerOptions, include: [`${root}*.ts`, 'src'] })],
      [`${root}env.d.ts`, 'declare const env: 1;'],
      [
        'src/main.ts',
        "import { versionOf } from 'keyshape';\nimport type { User } from './model/user';\nexport const version = versionOf<User>();\n",
      ],
      ['src/model/user.ts', 'export interface User { id: number }\n'],
      ['node_modules/keyshape/package.json', '{ "name": "keyshape", "types": "./index.d.ts" }'],
      ['node_modules/keyshape/index.d.ts', 'export declare function versionOf<T>(): string;'],
    ]),
  );
  const project = openProject(disk.configFile, { compiler });
  try {
    const { dependencies } = project.answer(join(disk.folder, 'src/main.ts'))!;
    return dependencies.folders.map((folder) => folder.slice(disk.folder.length + 1)).sort();
  } finally {
    project.close();
    disk.remove();
  }
}

// A folder with packages or outputs in it would have webpack build for ever: it looks at all that lies below.
test.each(nativeVersions)(
  'TypeScript %s has the same folders watched as the classic ones',
  async (version) => {
    const compiler = { kind: 'native', native: await native(version) } as const;
    for (const [root, expected] of [
      ['', ['src']],
      ['types/', ['src', 'types']],
    ] as const) {
      expect(folders({ kind: 'classic', compiler: ts }, root)).toEqual(expected);
      expect(folders(compiler, root)).toEqual(expected);
    }
  },
);
