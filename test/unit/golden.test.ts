import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALGORITHM_TAG, parse } from '../../src/shape/index.js';
import { canonicalOf, type PlainShape } from './plain-shape.js';
import { referenceText } from './reference.js';

interface GoldenCase extends PlainShape {
  readonly name: string;
  readonly text: string;
  readonly version16: string;
  readonly version64: string;
}

const golden: { readonly algorithm: string; readonly cases: readonly GoldenCase[] } = JSON.parse(
  readFileSync(join(__dirname, '../golden/canonical-form.json'), 'utf8'),
);

describe('the golden vectors', () => {
  test('are those of this algorithm', () => {
    expect(`${golden.algorithm}\n`).toBe(ALGORITHM_TAG);
    expect(new Set(golden.cases.map(({ name }) => name)).size).toBe(golden.cases.length);
  });

  test('cover every kind of label', () => {
    const kinds = new Set(golden.cases.flatMap(({ nodes }) => nodes.map(({ label }) => label.kind)));
    expect([...kinds].sort().join(' ')).toBe(
      'array bigint boolean leaf mapping number object primitive string template tuple',
    );
  });

  test.each(golden.cases.map((golden) => [golden.name, golden] as const))('%s', (_, golden) => {
    const { canonical, root, text } = canonicalOf(golden);
    expect(text).toBe(golden.text);
    expect(canonical.version(root)).toBe(golden.version16);
    expect(canonical.version(root, 64)).toBe(golden.version64);
    expect(createHash('sha256').update(`keyshape/1\n${golden.text}`).digest('hex')).toBe(golden.version64);
    expect(referenceText(golden)).toBe(golden.text);
    const parsed = parse(golden.text);
    expect(parsed.canonical.version(parsed.root, 64)).toBe(golden.version64);
  });
});
