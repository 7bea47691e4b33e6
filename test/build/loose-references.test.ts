import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bin } from '../cli/installed.js';
import { configFor, createProject, packageJson, type Version, versions } from './project.js';

function config(version: Version, references: readonly string[], more: object): string {
  const base = JSON.parse(configFor(version, 'nodenext', { composite: true, ...more })) as object;
  return JSON.stringify({ ...base, references: references.map((path) => ({ path })) });
}

/** Where `null` and `undefined` come in: written, inferred, mapped and through a condition; in one project and the next. */
function solution(version: Version, more: object) {
  return createProject(version, {
    'package.json': packageJson('nodenext'),
    'tsconfig.json': '{ "files": [], "references": [{ "path": "app" }] }',
    'core/tsconfig.json': config(version, [], more),
    'core/src/address.ts':
      'export interface Address { city?: string | null; zip: number | undefined; since: Date | null }\n',
    'core/src/model.ts': `import { versionOf } from 'keyshape';
import type { Address } from './address.js';
export interface User { address: Address | null; tags: (string | undefined)[]; last?: undefined }
export type Some<T> = { [K in keyof T]: NonNullable<T[K]> | null };
export type Choice = null extends User['address'] ? { yes: 1 } : { no: 1 };
export const core = versionOf<User>();
`,
    'app/tsconfig.json': config(version, ['../core'], more),
    'app/src/main.ts': `import { keyFor, shapeOf, versionOf } from 'keyshape';
import type { Address } from '../../core/out/address.js';
import type { Choice, Some, User } from '../../core/out/model.js';
interface Own { user?: User; or: Address | undefined | null }
export const all = [
  versionOf<Own>(), versionOf<Some<Address>>(), versionOf<Choice>(), versionOf<User['tags'][]>(),
  keyFor<User>('k'), shapeOf<{ own: Own; some: Some<User> }>(),
];
`,
  });
}

function inlined(folder: string): readonly string[] {
  return ['core/out/model.js', 'app/out/main.js'].flatMap(
    (name) => readFileSync(join(folder, name), 'utf8').match(/"(?:[0-9a-f]{16}:?|\{.*\})"/g) ?? [],
  );
}

function versionsOf(version: Version, more: object): readonly string[] {
  const built = solution(version, more);
  try {
    expect(built.build('-b')).toEqual({ code: 0, text: '' });
    const found = inlined(built.folder);
    const verified = built.node(bin, 'verify');
    expect([verified.code, verified.text]).toEqual([
      0,
      expect.stringContaining('ok: 7 calls in 2 files of 2 projects agree with the output\n'),
    ]);
    // Declarations that are gone, or old, say nothing: the sources do.
    built.write({ 'core/out/address.d.ts': 'export interface Address { old: true }\n' });
    expect(built.node(bin, 'verify').code).toBe(0);
    rmSync(join(built.folder, 'core/out'), { recursive: true });
    expect(JSON.parse(built.node(bin, 'verify', '--json').text)).toMatchObject({
      findings: [{ kind: 'not-built', file: 'core/src/model.ts' }],
    });
    return found;
  } finally {
    built.remove();
  }
}

let expected: readonly string[];
beforeAll(() => {
  expected = versionsOf('5.9', { strict: true });
  expect(expected).toHaveLength(7);
});

test.each(versions)('TypeScript %s reads references without strictNullChecks as if it were on', (version) => {
  expect(versionsOf(version, { strict: false })).toEqual(expected);
  expect(versionsOf(version, { strict: true, strictNullChecks: false })).toEqual(expected);
});
