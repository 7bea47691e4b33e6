import { type CheckedChange, formats } from '../../../src/cli/check/formats.js';
import { changesOf } from '../../../src/lock/changes.js';
import { renewals } from '../../../src/lock/renew.js';
import { DEFAULT_READING } from '../../../src/shape/compare/options.js';

// What a pull request shows: a comment in Markdown, and annotations.
const changed = (identity: string, before: string, after: string): readonly CheckedChange[] =>
  changesOf(
    renewals(
      [{ identity, text: before, version: '1'.repeat(16), was: [] }],
      [{ identity, text: after, version: '2'.repeat(16) }],
    ),
    DEFAULT_READING,
  ).map((change) => ({
    ...change,
    calls: [{ file: 'src/50%,a:b.ts', line: 3, column: 1, written: 'X', intrinsic: 'versionOf' }],
  }));

const shown = (format: keyof typeof formats, changes: readonly CheckedChange[]) =>
  formats[format](
    {
      ok: false,
      command: 'npx keyshape lock',
      locks: [{ path: 'keyshape.lock', models: 1, options: undefined, changes }],
    },
    { cwd: '/', paint: (_, text) => text },
  );

test.each([
  ['@acme/models/src/user.ts#User', '#### @<!-- -->acme/models/src/user.ts#User'],
  ['c#1/user.ts#Page<User>', '#### c#<!-- -->1/user.ts#Page\\<User\\>'],
  ['src/a_b.ts#A & B["~x"]', '#### src/a\\_b.ts#A \\& B\\["\\~x"\\]'],
])('Markdown: %s is nothing but text', (identity, heading) => {
  expect(shown('markdown', changed(identity, '{a:number}', '{a:string}')).split('\n')).toContain(heading);
});

test('Markdown: a union is in one cell, and an index signature is no link', () => {
  const lines = shown(
    'markdown',
    changed('a.ts#A', '{a:string|number}', '{a:string|{[string]:number}}'),
  ).split('\n');
  const rows = lines.filter((line) => line.startsWith('|'));
  expect(rows.length).toBeGreaterThan(2);
  for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(3);
  expect(rows.join()).not.toMatch(/(?<!\\)[[\]]/);
});

test('GitHub: what stands in a name ends no property and no line', () => {
  const out = shown('github', changed('src/50%.ts#A', '{a:number}', '{a:string}'));
  expect(out).toMatch(
    /^::error file=src\/50%25%2Ca%3Ab\.ts,line=3,col=1,title=keyshape%3A src\/50%25\.ts#A::src\/50%25\.ts#A%0A[^\n]*\n$/,
  );
});
