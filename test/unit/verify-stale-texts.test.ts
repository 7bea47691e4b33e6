import { Bundle } from '../../src/cli/verify/bundle/bundle.js';

const stale = '0f1e2d3c4b5a6978';

function staleIn(text: string): readonly (string | undefined)[] {
  const bundle = new Bundle([{ name: '/p/dist/main.js', text }], '/p');
  return bundle.strangers([], () => ({ sources: [], folders: [] })).map(({ found }) => found);
}

// What an escape says decides whether a version begins behind it, in a template with holes too.
test.each([
  [`const k = "${stale}:" + id;`],
  [`const k = \`${stale}:\${id}\`;`],
  [`const k = \`\\n${stale}:\${id}\`;`],
  [`const k = \`\${id}\\t${stale}:\${id}\`;`],
  [`const k = \`\${id}\\r${stale}\`;`],
  [`const k = \`\\u000a${stale}:\${id}\`;`],
  [`const k = \`\\x0a${stale}:\${id}\`;`],
  [`const k = '\\n${stale}';`],
])('a version that no call has is found: %s', (text) => {
  expect(staleIn(text)).toEqual([stale]);
});

test.each([[`const k = \`\\u0061${stale}:\${id}\`;`], [`const k = "x${stale}";`]])(
  'a longer word is no version: %s',
  (text) => {
    expect(staleIn(text)).toEqual([]);
  },
);
