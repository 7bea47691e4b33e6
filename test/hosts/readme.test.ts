import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packedPackage } from '../support/package.js';
import { root } from '../support/tools.js';

// What the README shows, pasted into an empty folder: installed by npm from the packed package, built, run.
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The text of a section, without those that follow at its level. */
function section(title: string): string {
  const [level] = /^#+/.exec(title)!;
  const start = readme.indexOf(`\n${title}\n`);
  if (start < 0) throw new Error(`the README has no ${title}`);
  const end = readme.slice(start + 1).search(new RegExp(`\\n#{1,${level.length}} `));
  return readme.slice(start, end < 0 ? undefined : start + 1 + end);
}

function blocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(/```(\w*)\n([\s\S]*?)```/g)].flatMap(([, name, block]) =>
    name === language ? [block!] : [],
  );
}

const minutes = section('## Set-up in five minutes');
const files = [...blocks(minutes, 'jsonc'), ...blocks(minutes, 'ts')].map((block) => {
  const [, path, text] = /^\/\/ (\S+)\n([\s\S]*)$/.exec(block)!;
  return [path!, text!] as const;
});
const [shown] = blocks(minutes, '');
const lines = [
  ...minutes.matchAll(/^\| ([\d.]+) \| `(npm install --save-dev [^`]*)` \| `(npx [^`]*)` \|$/gm),
].map(([, version, install, build]) => [version!, install!, build!] as const);

let archive: string;
beforeAll(() => {
  const folder = packedPackage();
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  archive = join(dirname(folder), `keyshape-${version}.tgz`);
});

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'keyshape-readme-')));
  shell('npm init -y');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function shell(line: string): string {
  const env = {
    ...process.env,
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_prefer_offline: 'true',
  };
  return execFileSync(line, {
    cwd: folder,
    shell: true,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Runs an install line as it stands, with the package of this repository as keyshape. */
const install = (line: string) => shell(line.replace(' keyshape ', ` ${archive} `));

/** Writes the files of the five minutes, with the entry that the compiler's host takes. */
function configure(installLine: string): void {
  for (const [path, text] of files)
    write(path, installLine.includes('ttypescript') ? text.replace(', "transformProgram": true', '') : text);
}

const edit = (path: string, from: string, to: string) => {
  const text = readFileSync(join(folder, path), 'utf8');
  expect(text).toContain(from);
  write(path, text.replace(from, to));
};
const command = /\$ (.*)\n([\s\S]*)$/.exec(shown!)!;
const run = () => shell(command[1]!);

test('the README has a line for every compiler', () => {
  expect(lines.map(([version]) => version)).toEqual(['5', '6', '7.0', '7.1', '4.9']);
});

test.each(lines)('five minutes with TypeScript %s: %s', (_, installLine, build) => {
  install(installLine);
  configure(installLine);
  shell(build);
  expect(run()).toBe(command[2]);
  edit('src/user.ts', 'id: number; name: string', 'name: string; id: number');
  shell(build);
  expect(run()).toBe(command[2]);
  edit('src/user.ts', 'zip', 'postcode');
  shell(build);
  const [first, second] = run().split('\n');
  expect(first).toMatch(/^[0-9a-f]{16}$/);
  expect(command[2]).not.toContain(first);
  expect(second).toBe(`${first}:user:1`);
  // What is deployed needs nothing of it.
  shell('npm prune --omit=dev');
  expect(run()).toBe(`${first}\n${second}\n`);
  expect(shell('npm ls --omit=dev --parseable').trim()).toBe(folder);
});

test('keyshape at run time brings no compiler', () => {
  expect(minutes).toContain('`npm install keyshape`');
  shell(`npm install ${archive}`);
  const installed = shell('npm ls --omit=dev --all --parseable').trim().split('\n');
  expect(installed.filter((path) => /typescript|ts-patch/.test(path))).toEqual([]);
});
