import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { configFor, createProject, packageJson, versions } from './project.js';

function config(version: (typeof versions)[number], references: readonly string[]): string {
  const base = JSON.parse(configFor(version, 'nodenext', { composite: true })) as object;
  return JSON.stringify({ ...base, references: references.map((path) => ({ path })) });
}

function solution(version: (typeof versions)[number]) {
  return createProject(version, {
    'package.json': packageJson('nodenext'),
    'tsconfig.json': '{ "files": [], "references": [{ "path": "app" }] }',
    'core/tsconfig.json': config(version, []),
    'core/src/address.ts': 'export interface Address { city: string }\n',
    'core/src/model.ts':
      "import type { Address } from './address.js';\nexport interface User { id: number; address: Address }\n",
    'app/tsconfig.json': config(version, ['../core']),
    'app/src/main.ts':
      "import { versionOf } from 'keyshape';\nimport type { User } from '../../core/out/model.js';\nexport const version = versionOf<User>();\nconsole.log(version);\n",
  });
}

test.each(versions)(
  'TypeScript %s: builds in order, and again after an edit in the other project',
  (version) => {
    const built = solution(version);
    const value = () =>
      /"([0-9a-f]{16})"/.exec(readFileSync(join(built.folder, 'app/out/main.js'), 'utf8'))?.[1];
    try {
      expect(built.build('-b')).toEqual({ code: 0, text: '' });
      const first = value();
      expect(first).toMatch(/^[0-9a-f]{16}$/);
      built.write({ 'core/src/address.ts': 'export interface Address { city: string; zip: string }\n' });
      expect(built.build('-b', 'app')).toEqual({ code: 0, text: '' });
      const second = value();
      expect(second).not.toBe(first);

      rmSync(join(built.folder, 'app/out'), { recursive: true });
      rmSync(join(built.folder, 'core/out'), { recursive: true });
      expect(built.build('-b', '--force')).toEqual({ code: 0, text: '' });
      expect(value()).toBe(second);

      built.write({ 'core/src/address.ts': 'export interface Address { city: any }\n' });
      const failed = built.build('-b');
      expect(failed.code).not.toBe(0);
      expect(failed.text).toMatch(/app\/src\/main\.ts\(3,34\): error (TS\d+: )?KS1001: /);
    } finally {
      built.remove();
    }
  },
);
