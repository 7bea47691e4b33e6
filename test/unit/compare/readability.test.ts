import { readabilityOf } from '../../../src/shape/compare/readability.js';
import { describeVerdict, optionsOf, rows } from './rows.js';

test.each(rows)('$left → $right ($with): $verdict', (row) => {
  expect(describeVerdict(row)).toBe(row.verdict);
});

test('a field that an older shape had may still be in a value', () => {
  const history = ['{a:1}', '{a:1,b:string}'];
  expect(readabilityOf('{a:1,b?:number}', history, optionsOf('exact'))).toEqual(['cold', 'cold']);
  expect(readabilityOf('{a:1,c?:number}', history, optionsOf('exact'))[0]).toBe('readable');
});
