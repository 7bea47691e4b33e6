import { posix, win32 } from 'node:path';
import { isPackaged, pathsOf } from '../../src/paths.js';

describe.each([
  ['posix', posix, '/projects/app', '/'],
  ['win32', win32, 'C:\\projects\\app', '\\'],
] as const)('%s', (_, platform, folder, separator) => {
  const { slashed, relativeName, isInside, isSame } = pathsOf(platform);
  const at = (...parts: string[]) => platform.join(folder, ...parts);

  test('a name is shown from a folder, with slashes', () => {
    expect(relativeName(folder, at('src', 'a.ts'))).toBe('src/a.ts');
    expect(relativeName(at('src'), at('lib', 'a.ts'))).toBe('../lib/a.ts');
    expect(relativeName(folder, folder)).toBe('');
  });

  test('names as compilers write them are names too', () => {
    expect(relativeName(slashed(folder), slashed(at('src', 'a.ts')))).toBe('src/a.ts');
    expect(isInside(slashed(folder), slashed(at('src', 'a.ts')))).toBe(true);
    expect(isInside(folder, slashed(at('src', 'a.ts')))).toBe(true);
    expect(slashed(at('src', 'a.ts'))).not.toContain('\\');
  });

  test.each([
    ['a file', ['a.ts'], true],
    ['a file deep inside', ['src', 'b', 'a.ts'], true],
    ['a name that begins with two dots', ['..a.ts'], true],
    ['a folder that begins with two dots', ['..b', 'a.ts'], true],
    ['the folder itself', [], false],
    ['what lies above', ['..', 'a.ts'], false],
    ['a folder whose name begins like this one', ['..', 'app2', 'a.ts'], false],
  ] as const)('inside a folder: %s', (_, parts, expected) => {
    expect(isInside(folder, at(...parts))).toBe(expected);
    expect(isInside(folder + separator, at(...parts))).toBe(expected);
  });

  test('one file by several names', () => {
    expect(isSame(at('a.ts'), slashed(at('a.ts')), false)).toBe(true);
    expect(isSame(at('a.ts'), at('src', '..', 'a.ts'), false)).toBe(true);
    expect(isSame(at('A.ts'), at('a.ts'), false)).toBe(false);
    expect(isSame(at('A.ts'), at('a.ts'), true)).toBe(true);
    expect(isSame(at('a.ts'), at('b.ts'), true)).toBe(false);
  });
});

test('on POSIX a backslash is a letter of a name', () => {
  const { relativeName, isInside } = pathsOf(posix);
  expect(relativeName('/app', '/app/src/a\\b.ts')).toBe('src/a\\b.ts');
  expect(isInside('/app', '/app/..\\a.ts')).toBe(true);
});

test('on Windows another drive is nowhere inside, and the letters of a folder may be of either case', () => {
  const { relativeName, isInside } = pathsOf(win32);
  expect(isInside('C:\\app', 'D:\\app\\a.ts')).toBe(false);
  expect(relativeName('C:\\app', 'D:\\lib\\a.ts')).toBe('D:/lib/a.ts');
  expect(isInside('c:\\App', 'C:/app/src/a.ts')).toBe(true);
  expect(isInside('\\\\server\\share\\app', '//server/share/app/a.ts')).toBe(true);
});

test('an absolute name is what the platform makes of it, with slashes', () => {
  const { absoluteName } = pathsOf(posix);
  const plain = ['/a/b.ts', '/.a/..b/c...', '/a.b/c'];
  for (const name of plain) expect(absoluteName(name)).toBe(name);
  for (const name of [
    '/',
    '/a/',
    '//a',
    '/a//b',
    '/a/./b',
    '/a/../b',
    '/a/..',
    '/./a',
    'a',
    '../a',
    '/a\n/../b',
  ])
    expect(absoluteName(name)).toBe(posix.resolve(name));
  expect(absoluteName('/a\\b/c.ts')).toBe('/a/b/c.ts');
});

test.each([
  ['/app/node_modules/a/index.d.ts', true],
  ['C:/app/node_modules/@a/b/index.d.ts', true],
  ['C:\\app\\node_modules\\a\\index.d.ts', true],
  ['/app/my_node_modules/a.ts', false],
  ['/app/node_modules.ts', false],
  ['C:\\app\\src\\node_modules.ts', false],
])('%s is of an installed package: %s', (name, expected) => {
  expect(isPackaged(name)).toBe(expected);
});
