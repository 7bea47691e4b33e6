import { carriedIn } from '../../../src/shape/compare/proof/carried.js';
import { readabilityOf, Shapes } from '../../../src/shape/compare/readability.js';
import { describeVerdict, optionsOf, rows } from './rows.js';

test.each(rows)('$left → $right ($with): $verdict', (row) => {
  expect(describeVerdict(row)).toBe(row.verdict);
});

test('a field that an older shape had may still be in a value', () => {
  const history = ['{a:1}', '{a:1,b:string}'];
  expect(readabilityOf('{a:1,b?:number}', history, optionsOf('exact'))).toEqual(['cold', 'cold']);
  expect(readabilityOf('{a:1,c?:number}', history, optionsOf('exact'))[0]).toBe('readable');
});

test('what an older shape had under an index signature may still be in a value', () => {
  const history = ['{a?:string}', '{[string]:string}'];
  expect(readabilityOf('{a?:string,b?:number}', history, optionsOf('exact'))).toEqual(['cold', 'cold']);
  expect(readabilityOf('{a?:string,b?:string}', history, optionsOf('exact'))).toEqual([
    'readable',
    'readable',
  ]);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a key
  const keyed = '{a?:string,[`b${string}`]:number}';
  expect(readabilityOf(keyed, history, optionsOf('exact'))).toEqual(['cold', 'cold']);
});

test('an index signature reads what an older shape had in the same place, and that alone', () => {
  const history = ['{a:1}', '{a:1,b:"x"}'];
  expect(readabilityOf('{a:1,[string]:number}', history, optionsOf('exact'))).toEqual(['cold', 'cold']);
  expect(readabilityOf('{a:1,[string]:1|"x"}', history, optionsOf('exact'))).toEqual([
    'readable',
    'readable',
  ]);
  const nested = ['{of:{a:1}[]}', '{of:{a:1,b:"x"}[]}'];
  expect(readabilityOf('{of:{[string]:number}[]}', nested, optionsOf('exact'))).toEqual(['cold', 'cold']);
  const beside = ['{id:string,of:{a:1,b:2}}', '{id:string,of:{a:1}}'];
  expect(readabilityOf('{id:string,of:{[string]:number}}', beside, optionsOf('exact'))).toEqual([
    'readable',
    'readable',
  ]);
});

test('an optional field that an older shape had may have left `undefined`, where the serializer keeps it', () => {
  const history = ['{a:1}', '{a:1,b?:2}'];
  const verdicts = (words: string) => readabilityOf('{a:1,[string]:1|2}', history, optionsOf(words));
  expect(verdicts('exact structured')).toEqual(['cold', 'cold']);
  expect(verdicts('exact')).toEqual(['readable', 'readable']);
});

test('what is carried is not looked for without end, and then it is not known', () => {
  const shapes = new Shapes(['{a:{b:{c:1}}}', '{a:{b:{c:1,d:2}}}']);
  const [root, older] = [shapes.root(0), [shapes.root(1)]];
  const top = shapes.types.membersOf(root)[0]!;
  const inner = shapes.types.objectOf(top)!.fields[0]!.types;
  const type = shapes.types.membersOf(inner)[0]!;
  expect(carriedIn(shapes.types, root, older, 10)(type)?.fields.map(({ name }) => name)).toEqual(['b']);
  expect(carriedIn(shapes.types, root, older, 2)(type)).toBeUndefined();
});
