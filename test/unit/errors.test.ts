import { inspect } from 'node:util';
import ts from 'typescript';

import { setupError, toDiagnostic, toError } from '../../src/calls/diagnostics.js';
import { describeError } from '../../src/cli/system-errors.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { StockFailure } from '../../src/compilers/native/emit/stock-mirror.js';
import { UnsupportedCompiler } from '../../src/compilers/native/server/load.js';
import { KeyshapeError } from '../../src/error.js';
import { BuildError } from '../../src/hosts/index.js';
import { LockError } from '../../src/lock/error.js';
import { parse, ShapeError, ShapeSyntaxError } from '../../src/shape/index.js';

const problem = { code: 'KS3003', message: 'a host keeps its outputs.' } as const;

test.each([
  ['BuildError', setupError(problem)],
  ['UsageError', new UsageError('x')],
  ['ShapeError', new ShapeError('x')],
  ['ShapeSyntaxError', new ShapeSyntaxError('x', 'text', 2)],
  ['LockError', new LockError('x', 3)],
  ['UnsupportedCompiler', new UnsupportedCompiler('x')],
  ['StockFailure', new StockFailure('x')],
])('%s is a KeyshapeError, and is called what it is', (name, error) => {
  expect(error).toBeInstanceOf(KeyshapeError);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe(name);
  expect(Object.prototype.toString.call(error)).toBe('[object Error]');
});

test('an error of the set-up has its code', () => {
  expect(setupError(problem)).toMatchObject({
    code: 'KS3003',
    message: 'error KS3003: a host keeps its outputs.',
    diagnostics: [],
  });
});

test('an error of several problems has the code of the first, and prints no syntax tree', () => {
  const program = ts.createProgram({ rootNames: [], options: { noLib: true } });
  const codes = ['KS1001', 'KS2003'] as const;
  const found = codes.map((code) => toDiagnostic(program, { code, message: 'x' }, undefined));
  const error = toError(ts, program, found);
  expect(error).toBeInstanceOf(BuildError);
  expect(error).toMatchObject({ code: 'KS1001', diagnostics: found });
  expect(inspect(error)).not.toMatch(/diagnostics|category|code:/);
});

test('an error without a stable code has none', () => {
  expect(new UsageError('x').code).toBeUndefined();
  expect(toError(ts, ts.createProgram({ rootNames: [], options: { noLib: true } }), []).code).toBeUndefined();
});

test('the command line takes what keyshape tells for an answer, and the rest for a fault of keyshape', () => {
  expect(describeError(new UsageError('write more'))).toBe('write more');
  expect(describeError(new UnsupportedCompiler('install another'))).toBe('install another');
  expect(describeError(setupError(problem))).toBe('KS3003: a host keeps its outputs.');
  expect(describeError(new TypeError('x'))).toMatch(/fault of keyshape/);
  // A graph that was built wrongly is no mistake of the user.
  expect(describeError(new ShapeError('x'))).toMatch(/fault of keyshape/);
});

test('a canonical form that does not parse says where', () => {
  expect(() => parse('{a:string')).toThrow(expect.objectContaining({ name: 'ShapeSyntaxError', offset: 9 }));
});
