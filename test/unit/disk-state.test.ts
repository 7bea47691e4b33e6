import fs, { mkdtempSync, rmSync, type Stats, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { look, lookSince } from '../../src/project/watch/disk-state.js';

const folder = mkdtempSync(join(tmpdir(), 'keyshape-disk-'));
const file = join(folder, 'a.ts');
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

/** A file system that counts whole seconds, at a moment of one of them. */
function at(second: number, milliseconds: number): void {
  const { statSync } = fs;
  jest.restoreAllMocks();
  const times = { mtimeMs: second * 1000, ctimeMs: second * 1000 };
  jest
    .spyOn(fs, 'statSync')
    .mockImplementation((path) => Object.assign(statSync(path) as Stats, times) as Stats);
  jest.spyOn(Date, 'now').mockReturnValue(second * 1000 + milliseconds);
}

test('where a file system counts whole seconds, an edit in the second in which a file was read is seen', () => {
  writeFileSync(file, 'one');
  at(1_800_000_000, 600);
  const before = look(file);
  writeFileSync(file, 'two');
  at(1_800_000_000, 900);
  expect(look(file, before)?.hash).not.toBe(before?.hash);
});

test('there, a change may be later than its time says', () => {
  writeFileSync(file, 'one');
  const read = look(file)?.hash;
  at(1_800_000_000, 900);
  expect(lookSince(file, 1_800_000_000_500)?.hash).not.toBe(read);
  expect(lookSince(file, 1_800_000_009_000)?.hash).toBe(read);
});

test('what was read long after it changed is not read again', () => {
  writeFileSync(file, 'one');
  at(1_800_000_000, 9_000);
  const before = look(file);
  expect(look(file, before)).toBe(before);
});
