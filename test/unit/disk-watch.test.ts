import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProjectChange } from '../../src/project/project.js';
import { DiskWatch } from '../../src/project/watch/disk-watch.js';

let folder: string;
let watch: DiskWatch;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyshape-watch-'));
  writeFileSync(join(folder, 'read.ts'), '');
  writeFileSync(join(folder, 'unread.ts'), '');
  mkdirSync(join(folder, 'node_modules/old'), { recursive: true });
  watch = new DiskWatch();
});
afterEach(() => {
  watch.close();
  rmSync(folder, { recursive: true });
});

/** What is news after a first build that began `since` and wrote some files. */
async function news(since: number, written: readonly string[] = []): Promise<ProjectChange | undefined> {
  watch.passOver(written);
  watch.follow({ files: [join(folder, 'read.ts')], folders: [folder], outputs: new Set() }, since);
  const ending = new AbortController();
  const found = await Promise.race([
    watch.next(),
    pause(200, undefined, { signal: ending.signal }).catch(() => undefined),
  ]);
  ending.abort();
  return found;
}

/** Longer than a step of a file system's clock. */
async function later(): Promise<number> {
  await pause(150);
  return Date.now();
}

test.each(['late.d.ts', 'inside/late.ts', 'node_modules/late/index.d.ts'])(
  '%s, which comes while the first build is made, is news after it',
  async (name) => {
    const since = await later();
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), '');
    expect(await news(since)).toEqual({ changed: [], isStructural: true });
  },
);

test('files that were there before, and those that the build wrote, are no news', async () => {
  const since = await later();
  const output = join(folder, 'read.js');
  writeFileSync(output, '');
  expect(await news(since, [output])).toBeUndefined();
});
