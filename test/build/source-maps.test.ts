import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { originalPositionFor, sourceContentFor, TraceMap } from '@jridgewell/trace-mapping';
import { forms } from './forms.js';
import { configFor, createProject, packageJson, versions } from './project.js';

const source = forms['src/named.ts']!;
const inSource = (text: string, skip = 0) => placeOf(source, text, skip);

function placeOf(text: string, needle: string, skip = 0): { line: number; column: number } {
  let at = -1;
  for (let count = 0; count <= skip; count += 1) at = text.indexOf(needle, at + 1);
  if (at === -1) throw new Error(`${needle} is not in:\n${text}`);
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: before.at(-1)!.length };
}

function mapOf(folder: string, isInline: boolean): { text: string; map: TraceMap } {
  const text = readFileSync(join(folder, 'out/named.js'), 'utf8');
  const data = /base64,([\w+/=]+)\s*$/.exec(text)?.[1];
  const json = isInline
    ? Buffer.from(data!, 'base64').toString()
    : readFileSync(join(folder, 'out/named.js.map'), 'utf8');
  return { text, map: new TraceMap(json) };
}

test.each(
  versions.flatMap(
    (version) =>
      [
        [version, false],
        [version, true],
      ] as const,
  ),
)('TypeScript %s: maps lead to the line and column of the source (inline: %s)', (version, isInline) => {
  const built = createProject(version, {
    ...forms,
    'package.json': packageJson('esnext'),
    'tsconfig.json': configFor(
      version,
      'esnext',
      isInline ? { sourceMap: false, inlineSourceMap: true } : {},
    ),
  });
  try {
    expect(built.build()).toEqual({ code: 0, text: '' });
    const { text, map } = mapOf(built.folder, isInline);
    const [name] = map.sources;
    expect(map.sources).toEqual(['../src/named.ts']);
    expect(sourceContentFor(map, name!)).toBe(source);
    const leads = (output: string, original: { line: number; column: number }) => {
      const { line, column } = originalPositionFor(map, placeOf(text, output));
      expect({ output, line, column }).toEqual({ output, ...original });
    };
    const [, version16] = /const a = "([0-9a-f]{16})"/.exec(text)!;
    // The calls…
    leads(`"${version16}";`, inSource('versionOf<User>()'));
    leads(`"${version16}:" + \`u:`, inSource('key<User>(`u:'));
    leads('"{id:number,name:string}"', inSource('shapeOf<User>()'));
    // …what is inside one and behind several on a line…
    leads('a}`', inSource('a}`'));
    leads("'x' : 'y'", inSource("'x' : 'y'"));
    leads("'n'", inSource("'n'"));
    leads('length + "', inSource('length + versionOf'));
    // …and what comes after.
    leads('async function h', inSource('async function h'));
    leads("return ''", inSource("return ''"));
  } finally {
    built.remove();
  }
});
