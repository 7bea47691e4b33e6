import { match } from '../../src/cli/verify/match.js';
import { piecesIn } from '../../src/cli/verify/pieces.js';

const run = '00000000-0000-0000-0000-000000000000';
const markerIn = (value: string) => /^.{36}-\d+-/.exec(value)?.[0];

/** What stands for each marker, `<0>`, `<1>`, of what is wanted in what is found; nothing where the two differ. */
function located(wanted: string, found: string): Readonly<Record<string, string | undefined>> | undefined {
  const marked = wanted.replace(/<(\d)>/g, `${run}-$1-`);
  const compared = match(piecesIn(marked), piecesIn(found), markerIn);
  if (!('literals' in compared)) return undefined;
  return Object.fromEntries(
    [...compared.literals].map(([marker, { value }]) => [marker.slice(37, -1), value]),
  );
}

const wanted = `
const a = service.cache.get("k", "<0>");
const b = load("b", void 0, "<1>");
const c = new Repo("<2>");
use(cache.get("c", "<3>"), "other", 1);
use(cache.all("<4>"), cache.all("<5>"));
`;

// A build that did not see one caller leaves that one as it is written: the others are still found.
test.each([
  [
    'all are filled',
    wanted.replace(/<(\d)>/g, 'v$1'),
    { 0: 'v0', 1: 'v1', 2: 'v2', 3: 'v3', 4: 'v4', 5: 'v5' },
  ],
  [
    'none is',
    'const a = service.cache.get("k");const b = load("b");const c = new Repo;use(cache.get("c"), "other", 1);use(cache.all(), cache.all());',
    {},
  ],
  [
    'some are',
    'const a = service.cache.get("k");const b = load("b", void 0, "v1");const c = new Repo();use(cache.get("c"), "other", 1);use(cache.all(), cache.all("v5"));',
    { 1: 'v1', 5: 'v5' },
  ],
  [
    'something else is called',
    'const a = service.cache.get("k", "v0");const b = load("b", void 0, "v1");const c = new Repo("v2");use(cache.put("c", "v3"), "other", 1);use(cache.all("v4"), cache.all("v5"));',
    undefined,
  ],
])('%s', (_, found, expected) => {
  expect(located(wanted, found)).toEqual(expected);
});
