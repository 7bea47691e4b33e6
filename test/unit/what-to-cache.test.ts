import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/tools.js';

// The page shows what the fixture compiles: its blocks are copied from there, and may not differ.
const page = join(root, 'docs/what-to-cache.md');
const folder = 'fixtures/libraries/models';
const block = /<!-- (fixtures\/libraries\/models\/[\w-]+\.ts) -->\n```ts\n([\s\S]*?)```/g;

/** The part of a model that the page shows. */
function shown(path: string): string {
  const [, region] = /\/\/ #region what to cache\n([\s\S]*?)\/\/ #endregion\n/.exec(
    readFileSync(join(root, path), 'utf8'),
  )!;
  return region!;
}

test('the page shows the models of the fixture', () => {
  const before = readFileSync(page, 'utf8');
  const after = before.replace(
    block,
    (_, path: string) => `<!-- ${path} -->\n\`\`\`ts\n${shown(path)}\`\`\``,
  );
  if (process.env.KEYSHAPE_RECORD === '1') writeFileSync(page, after);
  expect(readFileSync(page, 'utf8')).toBe(after);
});

test('JSON writes what the page says', () => {
  const back = (value: unknown) => JSON.parse(JSON.stringify({ value })).value;
  expect(back(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
  expect([back(undefined), back(() => 1), back(Symbol('s'))]).toEqual([undefined, undefined, undefined]);
  expect(back([undefined, () => 1, Number.NaN, Number.POSITIVE_INFINITY])).toEqual([null, null, null, null]);
  expect([back(new Map([[1, 2]])), back(new Set([1])), back(new Error('e'))]).toEqual([{}, {}, {}]);
  expect(() => back(1n)).toThrow(TypeError);
  expect(back(new Uint8Array([1, 2]))).toEqual({ 0: 1, 1: 2 });
  expect(back(Buffer.from([1, 2]))).toEqual({ type: 'Buffer', data: [1, 2] });
});

test('each model is on the page once', () => {
  const paths = [...readFileSync(page, 'utf8').matchAll(block)].map(([, path]) => path);
  expect([...paths].sort()).toEqual(
    readdirSync(join(root, folder))
      .sort()
      .map((name) => `${folder}/${name}`),
  );
});
