// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a reason that names a template
import { DEFAULT_READING } from '../../../src/shape/compare/options.js';
import { readabilityOf } from '../../../src/shape/compare/readability.js';
import type { Edit } from './typed/edit.js';
import { pairsOf } from './typed/pairs.js';

const first = Number(process.env.KEYSHAPE_SEED ?? 50_000);
const count = Number(process.env.KEYSHAPE_COUNT ?? 800);

/** Where TypeScript takes the old type for the new one and old entries are not readable, by what was edited; and why. */
const assignableOnly: Partial<Record<Edit, string>> = {
  'an optional field': 'an old value may hold an undeclared field of that name, of another type',
  'a field less':
    'undone, as an optional field; and a field that another member of the union declares must fit there',
  'a field renamed': 'an optional field went and another came',
  'an index signature': 'undeclared fields would be read as entries',
  'another type': 'a scalar or an array for `{}`, an object for a record, a bare `{}` for anything optional',
  'a member of a union': 'the same, for a new member',
  'anything made unknown':
    'undone: nothing but `unknown` takes what is unknown; TypeScript takes `unknown` for a union that holds it',
  'a literal made its type':
    "`'v1e3'` is no text that a number prints as, and TypeScript takes it for `v${number}`",
  'a field optional': 'a bare `{}` is taken by whatever is optional',
  'an element more': 'an element that may be missing is undefined in a program, and nothing in a text',
};
/** The other way round. */
const readableOnly: Partial<Record<Edit, string>> = {
  'a Date made a string': 'JSON writes a date as a string',
  undefined: 'JSON leaves out what is undefined, so that it is an absent field, and null in a list',
  'a field optional': 'an absent field and one that is undefined are one text',
  'a literal made its type': 'a brand is no data, an open union of strings is a string',
  'another type': 'the same: a brand, a date, `undefined`, what `toJSON` gives',
  'a member of a union':
    'the same, for a member; and a union is split by the literals of a field, as often as it takes',
  'an object split by its literals': 'TypeScript splits into 25 pieces at most',
  'anything made unknown': 'a required `unknown` may be absent in JSON',
  'a required field': 'a required `unknown` or `undefined` may be absent in JSON',
  'a field less': 'undone, as a required field',
  'a field renamed': 'the field that came may be absent in JSON',
  'an index signature': 'what `toJSON` gives, an interface: TypeScript gives them no implicit signature',
  'an element more': 'an element of a list that is undefined is null',
  'a tuple made an array': 'the same',
  null: 'the same: a brand is no data',
};

test('every difference from TypeScript’s assignability has a reason', () => {
  const without: string[] = [];
  const met = new Map<string, number>();
  let equal = 0;
  for (const { texts, isAssignable, edit, seed, shown } of pairsOf(first, count, 'json')) {
    const isReadable = readabilityOf(texts[1], [texts[0]], DEFAULT_READING)[0] === 'readable';
    if (isReadable === isAssignable) {
      equal++;
      continue;
    }
    const side = isReadable ? 'readable only' : 'assignable only';
    const reason = (isReadable ? readableOnly : assignableOnly)[edit];
    met.set(`${side}: ${edit}`, (met.get(`${side}: ${edit}`) ?? 0) + 1);
    if (reason === undefined) without.push(`${side}, ${edit}, seed ${seed}\n${shown}`);
  }
  expect(without).toEqual([]);
  expect(equal).toBeGreaterThan(count);
  for (const known of ['assignable only: an optional field', 'readable only: a Date made a string'])
    expect(met.get(known)).toBeGreaterThan(0);
  if (process.env.KEYSHAPE_COUNT)
    process.stderr.write(`${equal} equal, ${JSON.stringify([...met], undefined, 1)}\n`);
});
