import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
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
import { delimiter, dirname, join, relative } from 'node:path';
import { type Finished, packedPackage, type Running } from '../../support/package.js';
import { root, type ToolSet, toolSet } from '../../support/tools.js';

type Changes = Readonly<Record<string, string | undefined>>;

/** A project with the tools of a host installed, whose commands are run as a user runs them. */
export class HostProject {
  readonly folder: string;

  /**
   * @param tools - what is installed
   * @param files - the files of the project
   * @param home - the folder to make it in, where the host takes no tools from outside of it: they are found there then
   */
  constructor(tools: ToolSet, files: Changes, home?: string) {
    this.folder = realpathSync(
      mkdtempSync(join(home ?? tmpdir(), home === undefined ? 'keyshape-bundler-' : '.project-')),
    );
    const modules = join(this.folder, 'node_modules');
    const installed = join(toolSet(tools), 'node_modules');
    mkdirSync(modules);
    for (const name of readdirSync(installed)) {
      const isTool = home === undefined && !name.startsWith('.');
      if (name === '.bin' || isTool) symlinkSync(join(installed, name), join(modules, name));
    }
    const own = join(modules, 'keyshape');
    cpSync(packedPackage(), own, { recursive: true });
    const { dependencies } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8'));
    for (const name of Object.keys(dependencies)) {
      const place = join(own, 'node_modules', name);
      mkdirSync(dirname(place), { recursive: true });
      if (home === undefined) symlinkSync(join(root, 'node_modules', name), place);
      else cpSync(join(root, 'node_modules', name), place, { recursive: true });
    }
    this.write(files);
  }

  /** Writes files; deletes those without a text. */
  write(files: Changes): void {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.folder, name);
      mkdirSync(dirname(path), { recursive: true });
      if (text === undefined) rmSync(path);
      else writeFileSync(path, text);
    }
  }

  /** Runs a line of a page to its end. */
  run(line: string): Finished {
    const { status, stdout, stderr } = spawnSync(...this.command(line), {
      ...this.settings(),
      encoding: 'utf8',
      timeout: 120_000,
    });
    return { code: status, text: stdout + stderr };
  }

  /** Starts one that stays. */
  start(line: string): Running {
    const child = spawn(...this.command(line), { ...this.settings(), detached: true });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
    }
    const stop = () => {
      // With all that it started, which is a group.
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    };
    return { text: () => text, stop };
  }

  /** Runs the output where neither keyshape nor anything else is installed; `fail` makes it throw. */
  runOutput(output: string, ...args: string[]): Finished {
    const copy = realpathSync(mkdtempSync(join(tmpdir(), 'keyshape-output-')));
    try {
      // Read and written: a copy by the system never ends where the bundler begins to write a file anew.
      const written = readdirSync(join(this.folder, dirname(output)), {
        recursive: true,
        withFileTypes: true,
      })
        .filter((one) => one.isFile())
        .map((one) => relative(this.folder, join(one.parentPath, one.name)));
      for (const path of ['package.json', ...written]) {
        mkdirSync(dirname(join(copy, path)), { recursive: true });
        writeFileSync(join(copy, path), readFileSync(join(this.folder, path)));
      }
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--enable-source-maps', output, ...args],
        { cwd: copy, encoding: 'utf8' },
      );
      return { code: status, text: stdout + stderr };
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** `npx` runs what the project has installed, and takes half a second to find it. */
  private command(line: string): readonly [string, readonly string[]] {
    const [program, ...args] = line.replace(/^npx /, '').split(' ');
    return [program!, args];
  }

  /** A tool that needs a newer Node has one installed beside it, which stands before that of the tests. */
  private settings() {
    const bin = join(this.folder, 'node_modules/.bin');
    // Continuous integration makes some tools refuse to watch; colours are no part of what is looked for.
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, CI: '', NO_COLOR: '1' };
    return { cwd: this.folder, env };
  }
}
