import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Project } from '../../src/compilers/native/api/reading.js';
import { NativeFile } from '../../src/compilers/native/types/files.js';

const folder = mkdtempSync(join(tmpdir(), 'keyshape-headings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the text of a file tells of the bases of its `A`, or of another name. */
function basesWritten(text: string, name = 'A'): number | undefined {
  const path = join(folder, 'file.ts');
  writeFileSync(path, text);
  const noServer = {} as Project;
  return new NativeFile(noServer, path, path, false).basesWritten(name);
}

describe('how many bases a heading names, by its text', () => {
  test.each([
    [0, 'interface A { x: 1 }'],
    [0, 'interface A<T> { x: T }'],
    [0, 'declare class A<T = string, U extends keyof T = keyof T>{}'],
    [0, 'interface A<T extends Array.Of[]>\n{ }'],
    [1, 'interface A extends B {}'],
    [1, 'interface A<T> extends B<T> {}'],
    [1, 'interface A<T>extends N.B<T, string>{}'],
    [2, 'interface A extends B<1, 2>, C {}'],
    [3, 'class X {} interface A<T> extends B<T>, C, D.E<T[], T> {}'],
    [1, '// interface A extends Other {\ninterface A extends B {}'],
  ])('%s: %s', (count, text) => {
    expect(basesWritten(text)).toBe(count);
  });

  test.each([
    'interface A<T extends "> {" > extends Missing {}',
    'interface A<T extends `> {` > extends Missing {}',
    'interface A<T extends () => { x: 1 }> extends Missing {}',
    'interface A<T extends { x: 1 }> extends Missing {}',
    'interface A<T /* > { */> extends Missing {}',
    'interface A<T extends Map<1, 2>> extends Missing {}',
    'interface A extends B<Map<1, 2>> {}',
    'interface A extends B<{ x: 1 }> {}',
    'class A extends mixin(B) {}',
    'class A extends B implements C {}',
    'interface A extends B /* C */ {}',
    'interface /* */ A extends Missing {}\n/* interface A { */',
    'interface \\u0041 extends Missing {}\n/* interface A { */',
    '/* interface A { */ interface A extends Missing {}',
    'interface A {} interface A<T> extends Missing<T> {}',
  ])('not plain to see: %s', (text) => {
    expect(basesWritten(text)).toBeUndefined();
  });

  test('what is exported by default has another name than its heading', () => {
    expect(basesWritten('/* interface default { */ export default interface A extends B {}', 'default')).toBe(
      undefined,
    );
  });
});
