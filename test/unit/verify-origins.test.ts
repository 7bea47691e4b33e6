import { TraceMap } from '@jridgewell/trace-mapping';
import { Origins } from '../../src/cli/verify/origins.js';

const file = { fileName: '/p/src/main.ts', text: 'a;\nb;\n' };

/** Which of the sources of a map a file is taken for; each has a mapping of its own in the output. */
function takenFor(
  sources: readonly string[],
  isOfAll: boolean,
  contents?: readonly (string | null)[],
): string | undefined {
  const map = new TraceMap(
    {
      version: 3,
      names: [],
      sources: [...sources],
      ...(contents && { sourcesContent: [...contents] }),
      mappings: sources.map((_, index) => [[0, index, 1, 0]]),
    },
    '/p/out/main.js.map',
  );
  const origin = new Origins(map, isOfAll).of(file);
  const [place] = origin?.generated().get(3) ?? [];
  return place && sources[place.line];
}

describe('the source of a map that a file is', () => {
  // The ends of both agree equally well, as far as they are written out.
  test.each([
    ['../src/main.ts', ['../lib/src/main.ts', '../src/main.ts']],
    ['file:///p/src/main.ts', ['file:///p/lib/src/main.ts', 'file:///p/src/main.ts']],
    ['webpack://app/./src/main.ts', ['webpack://app/./lib/main.ts', 'webpack://app/./src/main.ts']],
    ['webpack://app/./src/main.ts?1a2b', ['webpack://app/./src/main.ts?1a2b']],
    ['/p/src/main.ts', ['/q/p/src/main.ts', '/p/src/main.ts']],
  ])('is the one that lies there: %s', (right, sources) => {
    expect(takenFor(sources, true)).toBe(right);
    expect(takenFor(sources, false)).toBe(right);
  });

  test('is a copy of it where no path leads there', () => {
    expect(takenFor(['/x/main.ts', '/y/main.ts'], false, ['other', '\ufeffa;\r\nb;\r\n'])).toBe('/y/main.ts');
    expect(takenFor(['/x/main.ts'], false, [null])).toBeUndefined();
  });

  test('is the one named most like it, only where the output is known to be made of it', () => {
    const sources = ['/x/lib/main.ts', '/x/src/main.ts', '/x/src/other.ts'];
    expect(takenFor(sources, true)).toBe('/x/src/main.ts');
    expect(takenFor(sources, false)).toBeUndefined();
    expect(takenFor(['/x/main.ts', '/y/main.ts'], true)).toBeUndefined();
  });
});
