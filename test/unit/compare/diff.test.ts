import { diffOf } from '../../../src/shape/compare/diff.js';
import { DEFAULT_READING } from '../../../src/shape/compare/options.js';
import { conclusionOf, sentenceOf } from '../../../src/shape/compare/sentences.js';

/** What a reviewer reads of a change. */
function read(before: string, after: string): readonly string[] {
  const diff = diffOf(before, after, [], DEFAULT_READING);
  const lines = diff.differences.map((one) => sentenceOf('Order', one));
  return [...lines.map(({ what, effect }) => `${what} | ${effect}`), conclusionOf(diff)];
}

const moved = 'cold: an old value has it at the old place';

test('what moved into an object that came, or out of one that went', () => {
  expect(read('{id:number,total:number}', '{id:number,sums:{net:string,total:number}}')).toEqual([
    'added Order.sums: { net: string, total: number } | cold: an old value has none',
    `moved Order.total → Order.sums.total | ${moved}`,
    'cold; old instances cannot read new entries',
  ]);
  expect(read('{id:number,sums:{net:string,total:number}}', '{id:number,total:number}')).toEqual([
    `moved Order.sums.total → Order.total | ${moved}`,
    'removed Order.sums: { net: string, total: number } | old entries stay readable',
    'cold; old instances cannot read new entries',
  ]);
  expect(read('{a:{x:1n,y:string},b:{z:string}}', '{a:{y:string},b:{x:1n,z:string}}')[0]).toBe(
    `moved Order.a.x → Order.b.x | ${moved}`,
  );
});

test('a type that stands in several places is told once, with their number', () => {
  const address = (zip: string) => `{bill:&1{zip:${zip}},customer:{home:*1},lines:{to:*1}[]}`;
  expect(read(address('string'), address('string|null'))).toEqual([
    'Order.bill.zip: union member added: null (and 2 more places) | old entries stay readable',
    'old entries stay readable; old instances cannot read new entries',
  ]);
});

test('a long type is not said twice', () => {
  const [line] = read('{a:{count:number,name:string,sku:string}[]}', '{a:string}');
  expect(line).toBe(
    'Order.a: { count: number, name: string, sku: string }[] → string | cold: an old value holds the old type',
  );
});

const readable = 'old entries stay readable';

test.each([
  ['{a:string}', '{a?:string}', `Order.a may be absent now | ${readable}`],
  ['{a?:string}', '{a:string}', 'Order.a is required now | cold: an old value may lack it'],
  ['{a:"x"|"y"}', '{a:"x"}', 'Order.a: union member removed: "y" | cold: an old value may hold "y"'],
  ['{a:1|2}', '{a:1|2|3}', `Order.a: union member added: 3 | ${readable}`],
  ['{a:true}', '{a:boolean}', `Order.a: true → boolean | ${readable}`],
  [`{a:\`id-\${string}\`}`, '{a:string}', `Order.a: \`id-\${string}\` → string | ${readable}`],
  ['{a:Uppercase<string>}', '{a:string}', `Order.a: Uppercase<string> → string | ${readable}`],
  ['{a:Date}', '{a:string}', `Order.a: Date → string | ${readable}`],
  [
    '{a:Map<string,number>}',
    '{a:Set<string>}',
    'Order.a: Map<string, number> → Set<string> | cold: an old value holds Map<string, number>',
  ],
  [
    '{a:[string,number?]}',
    '{a:[string,number]}',
    'Order.a: [string, number?] → [string, number] | cold: an old value holds [string, number?]',
  ],
  [
    '{a:[string,...number[]]}',
    '{a:[string,...string[]]}',
    'Order.a[1]: number → string | cold: an old value holds number',
  ],
  [
    '{a:(string|number)[]}',
    '{a:string[]}',
    'Order.a[]: union member removed: number | cold: an old value may hold number',
  ],
  [
    '{[string]:number}',
    '{[string]:string}',
    'Order[string]: number → string | cold: an old value holds number',
  ],
  ['{[string]:number}', '{[number]:number}', `added optional Order[number]: number | ${readable}`],
  ['{[string]:number}', '{}', `removed Order[string]: number | ${readable}`],
  ['{"a-b":string}', '{"a-b":number}', 'Order."a-b": string → number | cold: an old value holds string'],
  ['{a:{}}', '{a:never}', 'Order.a: union member removed: {} | cold: an old value holds {}'],
  [
    '{a:{b:{c:{d:string}}}}',
    '{a:string}',
    'Order.a: { b: { c: {…} } } → string | cold: an old value holds { b: { c: {…} } }',
  ],
])('what is said of %s that became %s', (before, after, line) => {
  expect(read(before, after)[0]).toBe(line);
});
