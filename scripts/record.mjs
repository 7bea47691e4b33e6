// Records the versions of new cases and published types in test/golden. A version on record never changes within a major
// release: where one would, the difference is shown and nothing is kept, unless `--change` says that a rule was meant to change.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const records = ['cases', 'real-types', 'libraries'].map((name) => join(root, `test/golden/${name}.json`));
const before = records.map((path) => readFileSync(path, 'utf8'));

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const recorders = [
  'test/unit/cases.test.ts',
  'test/unit/readme.test.ts',
  'test/unit/what-to-cache.test.ts',
  'test/matrix/real-types.test.ts',
  'test/matrix/libraries/libraries.test.ts',
];
const { status } = spawnSync(process.execPath, [jest, ...recorders], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, KEYSHAPE_RECORD: '1' },
});

/** Every value of a record, by its path. */
function flat(value, path = '') {
  if (typeof value !== 'object') return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, path === '' ? key : `${path}: ${key}`));
}

let changed = 0;
records.forEach((path, index) => {
  const now = new Map(flat(JSON.parse(readFileSync(path, 'utf8'))));
  for (const [name, version] of flat(JSON.parse(before[index]))) {
    if (now.get(name) === version) continue;
    changed += 1;
    console.log(`${name}\n  on record ${version}\n  now       ${now.get(name) ?? 'gone'}`);
  }
});
if (changed > 0 && !process.argv.includes('--change')) {
  for (const [index, path] of records.entries()) writeFileSync(path, before[index]);
  console.log(`\n${changed} versions on record would change, so nothing was recorded. That breaks the promise of a major release;
where a rule is meant to change and CHANGELOG.md says so, run again with --change.`);
  process.exitCode = 1;
} else process.exitCode = status ?? 1;
