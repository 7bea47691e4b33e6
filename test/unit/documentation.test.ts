import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../src/shape/index.js';

const page = readFileSync(join(__dirname, '../../docs/canonical-form.md'), 'utf8').replaceAll('\r\n', '\n');
const examples = [...page.matchAll(/```versions\n([\s\S]*?)```/g)].flatMap(([, block]) =>
  block!.trim().split('\n'),
);

test.each(examples)('the documentation is right: %s', (example) => {
  const [version, text] = example.split('  ') as [string, string];
  const { canonical, root } = parse(text);
  expect(canonical.version(root)).toBe(version);
});

test('the documentation has examples, and one to check by hand', () => {
  expect(examples.length).toBeGreaterThan(10);
  const [, text, digest] = /printf 'keyshape\/1\\n%s' '([^']*)' \| sha256sum\n# ([0-9a-f]{64})\n/.exec(page)!;
  const { canonical, root } = parse(text!);
  expect(canonical.version(root, 64)).toBe(digest);
});
