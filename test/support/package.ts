import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Files } from './project.js';
import { root, type ToolSet, toolSet } from './tools.js';

let packed: string | undefined;

/** The environment of the tests without what asks for colours, which whoever runs them may have set. */
const { FORCE_COLOR: _forced, NO_COLOR: _none, ...environment } = process.env;

/** The package as `npm pack` ships it, unpacked; built again when a source file is newer. */
export function packedPackage(): string {
  packed ??= execFileSync(process.execPath, [join(root, 'scripts/pack.mjs')], { encoding: 'utf8' });
  return packed;
}

/** A project in a temporary folder, with the packed keyshape and the tools of one host installed. */
export interface Installed {
  readonly folder: string;
  write(files: Files): void;
  /** Runs a command line of Node; never throws for its exit code. */
  node(script: string, ...args: string[]): Finished;
  /** Starts one that stays. */
  start(script: string, ...args: string[]): Running;
  remove(): void;
}

/** A process that watches. */
export interface Running {
  /** What it printed until now, on both channels. */
  text(): string;
  stop(): void;
}

export interface Finished {
  readonly code: number | null;
  /** What it printed, on both channels. */
  readonly text: string;
}

/** Puts what keyshape depends on below it, as npm does where a project has another version of it. */
function linkDependencies(installed: string): void {
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  for (const name of Object.keys(dependencies)) {
    const link = join(installed, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link, 'junction');
  }
}

/** Makes such a project. keyshape is copied, the tools are linked. */
export function installProject(tools: ToolSet, files: Files): Installed {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'keyshape-host-')));
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  const source = join(toolSet(tools), 'node_modules');
  const names = tools === 'ts-patch-3' ? ['ts-patch', 'typescript'] : readdirSync(source);
  for (const name of names) if (!name.startsWith('.')) symlinkSync(join(source, name), join(modules, name));
  execFileSync('cp', ['-r', packedPackage(), join(modules, 'keyshape')]);
  linkDependencies(join(modules, 'keyshape'));
  const project: Installed = {
    folder,
    write(more) {
      for (const [path, text] of Object.entries<string>(more)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    },
    node(script, ...args) {
      const done = spawnSync(process.execPath, [script, ...args], {
        cwd: folder,
        env: environment,
        encoding: 'utf8',
        timeout: 300_000,
      });
      return { code: done.status, text: done.stdout + done.stderr };
    },
    start(script, ...args) {
      const child = spawn(process.execPath, [script, ...args], {
        cwd: folder,
        env: { ...environment, CI: 'false' },
      });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
      }
      return { text: () => text, stop: () => void child.kill('SIGKILL') };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  project.write(files);
  return project;
}
