import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { codes } from '../../src/calls/codes.js';
import { type CodeEntry, problemCodes } from '../../src/reader/index.js';
import { compile } from '../support/project.js';
import { root } from '../support/tools.js';
import { type CaseGroup, readCaseFiles } from './case-files.js';
import { messagesOfCalls } from './error-examples.js';
import { runCases } from './run-cases.js';

const entries: readonly (readonly [string, CodeEntry])[] = Object.entries({ ...problemCodes, ...codes });

/** The part of a text between the line `<!-- errors -->` and the next empty one. */
const table = /(?<=<!-- errors -->\n)[\s\S]*?(?=\n\n)/;

function errorTable(): string {
  const rows = entries.map(([code, { title, cure }]) => `| ${code} | ${title} | ${cure} |`);
  return ['| code | what | way out |', '|---|---|---|', ...rows].join('\n');
}

/** Messages of the cases, one of each code that a case is about. */
function examples(): ReadonlyMap<string, string> {
  const folder = join(root, 'fixtures/cases');
  const groups = readCaseFiles(folder);
  const wanted = new Map<string, CaseGroup>();
  for (const group of groups) {
    const { expectation } = group;
    const code = expectation.kind === 'refused' && expectation.codes.length === 1 && expectation.codes[0];
    if (code && !wanted.has(code)) wanted.set(code, group);
  }
  wanted.set('', groups.find(({ expectation }) => expectation.kind === 'tag')!);
  const outcomes = runCases(ts, { groups: [...new Set(wanted.values())], layout: { folder } });
  const found = new Map<string, string>();
  for (const { runs, tagProblems } of outcomes) {
    for (const { code, message } of [...runs.flat().flatMap(({ problems }) => problems), ...tagProblems])
      if (!found.has(code) && !message.includes(folder)) found.set(code, message);
  }
  return found;
}

function errorPage(): string {
  const messages = new Map([...messagesOfCalls(), ...examples()]);
  const parts = [
    '# Errors',
    'A version that cannot be known is an error of the build, never a guess: with file, line, the path inside the type, the reason and the way out. `KS1…` is about a type or a tag, `KS2…` about a call, `KS3…` about the set-up. Written by `npm run record` from the codes; the messages are those of cases in the tests.',
    "A script that runs a build itself catches a `KeyshapeError` (from `keyshape/transform`); its `code`, where it has one, stands below. What stops the build is a `BuildError`, which also carries the compiler's `diagnostics`.",
  ];
  for (const [code, { title, cure }] of entries) {
    parts.push(`## ${code}: ${title}`, `Way out: ${cure}.`);
    const message = messages.get(code);
    if (message !== undefined) parts.push(`\`\`\`\n${code}: ${message}\n\`\`\``);
  }
  return `${parts.join('\n\n')}\n`;
}

/** Holds a file to what it should be, and writes it where the environment asks for it. */
function hold(path: string, wanted: (text: string) => string): void {
  const file = join(root, path);
  const text = readFileSync(file, 'utf8');
  const should = wanted(text);
  if (process.env.KEYSHAPE_RECORD === '1') writeFileSync(file, should);
  else expect(text).toBe(should);
}

test('the README has every error with its way out (npm run record writes the table)', () => {
  hold('README.md', (text) => text.replace(table, () => errorTable()));
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(errorTable());
});

test('so has docs/errors.md, with messages as they are', () => {
  hold('docs/errors.md', errorPage);
});

test('the error that the README shows is what the compiler prints of its own example', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const source = (path: string) => new RegExp(`\`\`\`ts\n// ${path}\n([\\s\\S]*?)\`\`\``).exec(readme)![1]!;
  const { diagnostics, program } = compile({
    'src/user.ts': source('src/user.ts').replace('zip: string', 'zip: string; extra: any'),
    'src/main.ts': source('src/main.ts').replace("'./user.js'", "'./user'"),
  });
  const printed = ts.formatDiagnostics(
    diagnostics.filter(({ source }) => source === 'keyshape'),
    {
      getCurrentDirectory: () => program.getCurrentDirectory(),
      getCanonicalFileName: (name) => name,
      getNewLine: () => '\n',
    },
  );
  const [block] = /(?<=\n```\n)src\/main[^\n]*\n/.exec(readme)!;
  expect(block).toBe(`${printed.split('\n', 1)[0]}\n`);
});
