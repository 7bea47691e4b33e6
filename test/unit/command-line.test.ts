import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

import { readArguments } from '../../src/cli/arguments.js';
import type { Command } from '../../src/cli/command.js';
import { commands } from '../../src/cli/commands.js';
import { commandLine, run } from '../../src/cli/run.js';
import { recordingIo } from '../support/recording-io.js';
import { root } from '../support/tools.js';

/** Runs a command line in an empty folder. */
async function cli(...args: string[]) {
  const cwd = mkdtempSync(join(tmpdir(), 'keyshape-line-'));
  const io = recordingIo(cwd, { coloured: true, isTerminal: true, paint: (_, text) => `<${text}>` });
  try {
    const code = await run(commandLine(args), io);
    return { code, out: io.output, error: io.errors };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** The source files that a file loads at once; types and what is imported later are not among them. */
function loadedBy(entry: string): readonly string[] {
  const found = new Set([entry]);
  for (const file of found) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
    for (const statement of source.statements) {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
      const clause = ts.isImportDeclaration(statement) ? statement.importClause : statement;
      const { moduleSpecifier } = statement;
      if (clause && 'isTypeOnly' in clause && clause.isTypeOnly) continue;
      if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier) || !moduleSpecifier.text.startsWith('.'))
        continue;
      found.add(join(dirname(file), moduleSpecifier.text.replace(/\.js$/, '.ts')));
    }
  }
  return [...found].map((file) => relative(join(root, 'src'), file).replaceAll('\\', '/')).sort();
}

test('what lists the commands loads none of them, and nothing of a compiler', () => {
  // What is loaded before the cache of compiled code is on is not kept in it.
  expect(loadedBy(join(root, 'src/cli/main.ts'))).toEqual(['cli/main.ts']);
  const loaded = loadedBy(join(root, 'src/cli/start.ts'));
  expect(loaded).toContain('cli/commands.ts');
  expect(
    loaded.filter((file) => /^(?:compilers|project|reader|shape(?!\/error)|cli\/.*\/)/.test(file)),
  ).toEqual([]);
  expect(loaded.length).toBeLessThan(15);
});

test.each(commands)('$name is listed, and found by its name', async ({ name, summary }) => {
  expect(commandLine([name, '-x'])).toMatchObject({ command: { name }, rest: ['-x'] });
  expect((await cli('--help')).out).toMatch(new RegExp(`^  ${name} +${summary}$`, 'm'));
});

test('help of a command is asked for in two ways', async () => {
  const help = await cli('cache', '--help');
  expect(help).toMatchObject({ code: 0, error: '', out: expect.stringMatching(/^Usage: keyshape cache /) });
  expect(await cli('help', 'cache')).toEqual(help);
});

describe('--no-color is read where every option is', () => {
  const command: Command = {
    help: '',
    options: { json: { kind: 'boolean' }, output: { kind: 'files' } },
    run(args, io) {
      io.out(`${io.paint('red', 'a')} ${String(io.coloured)} ${args.rest}`);
      return 0;
    },
  };
  const listed = { name: 'paint', summary: '', failure: 2, load: async () => command } as const;
  async function painted(...args: string[]) {
    const line = commandLine(args);
    const io = recordingIo('/', { coloured: true, isTerminal: true, paint: (_, text) => `<${text}>` });
    await run({ ...line, command: listed }, io);
    return io.output;
  }

  test.each([
    [['paint'], '<a> true '],
    [['paint', '--no-color'], 'a false '],
    [['--no-color', 'paint'], 'a false '],
    [['-no-color', 'paint', 'x'], 'a false x'],
    [['paint', '-No-Color'], 'a false '],
    [['paint', '--no-color', 'false'], '<a> true '],
    [['paint', '--no-color=true'], 'a false '],
    [['--no-color', 'paint', '--output', 'x', 'y'], 'a false '],
  ])('%j', async (args, expected) => {
    expect(await painted(...args)).toBe(expected);
  });
});

test('without a command, --no-color asks for nothing', async () => {
  expect(await cli('--no-color')).toMatchObject({ code: 2, error: '', out: expect.stringMatching(/^Usage/) });
  expect(await cli('--no-color', '--help')).toMatchObject({ code: 0, error: '' });
});

test.each([
  [['cache', '--json', '--rat'], true],
  [['cache', '--rat', '--json'], true],
  [['cache', '--JSON=true', '--rat'], true],
  [['cache', '--json', 'false', '--rat'], false],
  [['cache', '--rat'], false],
])('%j: who asked for JSON reads JSON, whatever else is wrong', async (args, isJson) => {
  const { code, out, error } = await cli(...args);
  expect(code).toBe(2);
  expect(error).toContain('unknown option `--rat`. Did you mean `--rate`?');
  if (isJson) expect(JSON.parse(out)).toMatchObject({ ok: false });
  else expect(out).toBe('');
});

test.each([
  [['--count'], '`--count` needs a value.'],
  [['--count', '1', '--count', '2', '--nonsense'], '`--count` is given twice.'],
  [['--on=maybe'], '`--on` is on or off: it takes true or false, not maybe.'],
  [['--file='], '`--file` needs a value.'],
  [['--nonsense', '--count'], 'unknown option `--nonsense`.'],
])('%j: the first that is wrong is told', (args, problem) => {
  const table = { count: { kind: 'number' }, on: { kind: 'boolean' }, file: { kind: 'path' } } as const;
  expect(readArguments('any', args, table).problem).toBe(`${problem}\nSee keyshape any --help.`);
});
