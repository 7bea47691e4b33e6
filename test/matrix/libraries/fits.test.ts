import { differences } from './fits.js';

const text = '{at?:Date,kind:"a"|"b",size:number|null,tags:string[],[Uppercase<string>]:boolean}';

test.each([
  [text, { kind: 'a', size: null, tags: ['t'], X: true, at: '1970-01-01T00:00:00.000Z' }],
  ['&1{children:*1[],name:string}', { name: 'a', children: [{ name: 'b', children: [] }] }],
  ['[string,number?,...boolean[]]', ['a', 1, true, false]],
  ['{a:string|undefined}', {}],
  ['(string|undefined)[]', [null, 'a']],
  ['Date&{zone:string}', '1970-01-01T00:00:00.000Z'],
])('%s fits', (shape, value) => {
  expect(differences(shape, value)).toEqual([]);
});

test.each([
  [text, { kind: 'c', size: 1, tags: [] }, ['.kind: "c", not "a"']],
  [text, { kind: 'a', tags: [] }, ['.size: not there, not number']],
  [text, { kind: 'a', size: 1, tags: [1] }, ['.tags[0]: 1, not string']],
  [text, { kind: 'a', size: 1, tags: [], more: 1 }, ['.more: not in the shape']],
  [text, { kind: 'a', size: 1, tags: [], at: 'soon' }, ['.at: no ISO date']],
  [text, { kind: 'a', size: 1, tags: [], X: 1 }, ['.X: 1, not boolean']],
  [
    '&1{children:*1[],name:string}',
    { name: 'a', children: [{ name: 'b' }] },
    ['.children[0].children: not there, not an array'],
  ],
  ['[string,number?]', ['a', 1, 2], ['[2]: not in the shape']],
  ['{m:Map<string,number>}', { m: {} }, ['.m: `Map` is written without its content']],
  ['{n:bigint}', { n: '1' }, ['.n: "1", not bigint']],
])('%s does not fit %j', (shape, value, found) => {
  expect(differences(shape, value)).toEqual(found);
});
