import { parse, ShapeSyntaxError } from '../../src/shape/index.js';

function failureOf(text: string): ShapeSyntaxError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof ShapeSyntaxError) return error;
    throw error;
  }
  throw new Error(`${text} was read`);
}

describe('parse', () => {
  test.each([
    ['', 0, 'expected a type'],
    [' string', 0, 'expected a type'],
    ['string ', 6, 'expected the end'],
    ['a|', 2, 'expected a type'],
    ['{a:string', 9, 'expected ","'],
    ['{a string}', 2, 'expected ":"'],
    ['{:string}', 1, 'expected a property'],
    ['{[string]:1,a:1}', 12, 'index signature'],
    ['{a@x:1}', 3, 'a whole number'],
    ['{a@2@1:1}', 6, 'ascending order'],
    ['[string', 7, 'expected ","'],
    ['(string', 7, 'expected ")"'],
    ['Map<string', 10, 'expected ">"'],
    ['Uppercase', 9, 'expected "<"'],
    ['"abc', 0, 'without an end'],
    ['"\\q"', 0, 'JSON'],
    ['`a$' + '{string', 10, 'expected "}"'],
    ['`a', 2, 'expected "`"'],
    ['Date&string', 11, 'bases stand in front of an object'],
    ['string&{}', 8, 'is a primitive'],
    ['&1string', 0, 'never referred to'],
    ['&{}', 1, 'a whole number'],
    ['{a:*1}', 3, 'nothing has the number 1'],
    ['[&1{},&1[]]', 10, 'given twice'],
    ['{a:1,a:2}', 1, '"a" comes twice'],
    ['#Date', 1, 'expected a string'],
    ['Uppercase<string,string>', 10, 'takes 1 slots'],
  ])('refuses %s', (text, offset, reason) => {
    const error = failureOf(text);
    expect(error.message).toContain(reason);
    expect(error.offset).toBe(offset);
  });

  test.each([
    'string[]&{a:string}[]&{}',
    '{a:string}[]&{b:string}[]&{}',
    '{a:string}[][]&{b:string}[]&Date&{total:number}@2',
    '{a:string}@1[]&{a:string}@2[]&{}',
    '[...&1(string[]&{a:1}[]&{}),...*1[]]',
    '(string[]&&1{a:1}[]&{b:*1})[]',
    '&1(string[]&{b:1}[]&{})[]&{a:1}[]&{c:*1}',
    '{a:string[]&{b:{}[]&{c:1}[]&{}}[]&{}}',
  ])('reads %s, whose bases start as an object does', (text) => {
    const { canonical, root } = parse(text);
    expect(canonical.text(root)).toBe(text);
  });

  test.each([
    ['string|string', 6],
    ['number|string', 0],
    ['string|"a"', 6],
    ['false|true', 0],
    ['{b:1,a:1}', 1],
    ['(string)', 0],
    ['{a:(1|2)}', 3],
    ['(string|number)', 0],
    ['&1{a:1}', 0],
    ['[{},{}]', 1],
    ['&2{a:*2}', 1],
    ['&1{a:{a:number|*1}}|&2{a:{a:string|*2}}', 8],
    ['[...string[]|number]', 4],
    ['{"a":1}', 1],
    ['"\\u0061"', 1],
    ['"\\u00E9"', 5],
    ['"é"', 1],
    ['1.0', 1],
    ['-0', 0],
    ['01', 0],
    ['#"Date"', 0],
    ['never|string', 0],
    ['&1(*1|*1)', 0],
    ['{a:&1{a:*1}}', 0],
  ])('refuses %s, which no shape prints as', (text, offset) => {
    const error = failureOf(text);
    expect([error.message, error.offset]).toEqual([expect.stringContaining('offset'), offset]);
  });

  test.each([
    '{[`a$' + '{number|string}`]:1}',
    '{[`a$' + '{string|{}}`]:1}',
    '{[symbol]:1}',
    '{[`$' + '{`$' + '{[`x`]}`}`]:1}',
    '{[string|number]:1}',
  ])('refuses the key of %s', (text) => {
    expect(failureOf(text).offset).toBeGreaterThan(0);
  });

  test.each(['Infinity', '-Infinity', 'NaN', 'InfinityPool', 'NaNny<string>', '{a:Infinity|InfinityPool}'])(
    'reads %s as a whole word',
    (text) => {
      const { canonical, root } = parse(text);
      expect(canonical.text(root)).toBe(text);
    },
  );

  test('reads depth and width without recursion', () => {
    const depth = 20_000;
    for (const text of [
      `${'{a:'.repeat(depth)}string${'}'.repeat(depth)}`,
      `${'['.repeat(depth)}${']'.repeat(depth)}`,
      `${'Set<'.repeat(depth)}string${'>'.repeat(depth)}`,
      `string${'[]'.repeat(depth)}`,
      Array.from({ length: depth }, (_, index) => index).join('|'),
      `{${Array.from({ length: depth }, (_, index) => `a${index + depth}:string`).join()}}`,
    ]) {
      const { canonical, root } = parse(text);
      expect(canonical.text(root) === text).toBe(true);
    }
    expect(() => parse('('.repeat(100_000))).toThrow(ShapeSyntaxError);
    expect(() => parse('`${'.repeat(100_000))).toThrow(ShapeSyntaxError);
  });
});
