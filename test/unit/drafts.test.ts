import {
  chownSync,
  type Dirent,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeTree } from '../../src/cli/generate/write.js';
import { describeError } from '../../src/cli/system-errors.js';
import { writeOutputs } from '../../src/cli/write-outputs.js';
import { writeLockText } from '../../src/lock/file.js';

function kindOf(entry: Dirent): string {
  return entry.isSymbolicLink() ? `${entry.name} link` : entry.name;
}

// Whatever is written is written beside its place first; when that fails, the user hears of the file, not of the draft.
describe('the draft of a file that cannot be written', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyshape-drafts-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each<[string, (file: string) => void | Promise<void>, string, string]>([
    [
      'of an output',
      async (file) => void (await writeOutputs([new Map([[file, 'new']])])),
      'out.js',
      `.out.js.${process.pid}.tmp`,
    ],
    [
      'of a lock file',
      (file) => writeLockText(file, 'new'),
      'keyshape.lock',
      `.keyshape.lock.${process.pid}.tmp`,
    ],
    // In it and hidden: what a killed process leaves is nobody's source, and lies on the same file system.
    [
      'of a generated tree',
      () => void writeTree(join(folder, 'gen'), new Map([['main.ts', 'new']])),
      'gen/main.ts',
      `gen/.keyshape-${process.pid}/main.ts`,
    ],
  ])('%s', async (_, write, name, draft) => {
    mkdirSync(dirname(join(folder, draft)), { recursive: true });
    symlinkSync('none/none', join(folder, draft));
    if (!name.includes('/')) writeFileSync(join(folder, name), 'old');
    const error: unknown = await (async () => write(join(folder, name)))().catch((one: unknown) => one);
    expect(describeError(error)).toMatch(
      new RegExp(`^cannot use ${join(folder, name)}: there is no such file`),
    );
    // A folder that was there stays, and holds nothing.
    if (name.includes('/')) expect(readdirSync(dirname(join(folder, name)))).toEqual([]);
    else expect(readFileSync(join(folder, name), 'utf8')).toBe('old');
  });

  test('a link to what is not there yet leads where the text goes', async () => {
    mkdirSync(join(folder, 'real'));
    symlinkSync('real/next.js', join(folder, 'out.js'));
    symlinkSync('last.js', join(folder, 'real/next.js'));
    await writeOutputs([new Map([[join(folder, 'out.js'), 'new']])]);
    expect(readdirSync(join(folder, 'real'), { withFileTypes: true }).map(kindOf)).toEqual([
      'last.js',
      'next.js link',
    ]);
    expect(readFileSync(join(folder, 'real/last.js'), 'utf8')).toBe('new');
    symlinkSync('none/x.js', join(folder, 'lost.js'));
    await expect(writeOutputs([new Map([[join(folder, 'lost.js'), 'new']])])).rejects.toThrow('ENOENT');
    expect(lstatSync(join(folder, 'lost.js')).isSymbolicLink()).toBe(true);
  });

  test('names may be as long as the file system has them', async () => {
    const names = ['.js', '.d.ts', '.map'].map((extension) => 'é'.repeat(124) + extension);
    await writeOutputs([new Map(names.map((name) => [join(folder, name), name]))]);
    expect(readdirSync(folder).sort()).toEqual([...names].sort());
    for (const name of names) expect(readFileSync(join(folder, name), 'utf8')).toBe(name);
  });

  test('a file that may not be written stays, and one of another user stays theirs', () => {
    const path = join(folder, 'keyshape.lock');
    writeFileSync(path, 'old', { mode: 0o444 });
    if (process.getuid?.() === 0) {
      chownSync(path, 65_534, 65_534);
      writeLockText(path, 'new');
      expect(statSync(path)).toMatchObject({ uid: 65_534, gid: 65_534 });
    } else expect(() => writeLockText(path, 'new')).toThrow('EACCES');
  });

  test('outputs that cannot all be made: nothing is written of them', async () => {
    writeFileSync(join(folder, 'a.js'), 'old');
    function* parts() {
      yield new Map([[join(folder, 'a.js'), 'new']]);
      yield new Map([[join(folder, 'sub/b.js'), 'new']]);
      expect(readdirSync(folder)).toHaveLength(3);
      throw new Error('of the compiler');
    }
    await expect(writeOutputs(parts())).rejects.toThrow('of the compiler');
    expect(readdirSync(folder)).toEqual(['a.js', 'sub']);
    expect(readdirSync(join(folder, 'sub'))).toEqual([]);
    expect(readFileSync(join(folder, 'a.js'), 'utf8')).toBe('old');
  });
});
