import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { install } from '../cli/installed.js';
import { type Builder, startBuilder } from '../support/builder.js';
import { cleanVersions } from '../support/clean-build.js';
import type { Finished, Installed, Running } from '../support/package.js';
import type { Files } from '../support/project.js';
import type { ToolSet } from '../support/tools.js';

/** What decides a version lies three imports away from the call. */
export const city = (zip: string) => `export interface City { zip: ${zip} }\n`;

/** The types of a service, with imports that end in what the host wants. */
export function models(extension: string): Files {
  return {
    'src/city.ts': city('string'),
    'src/address.ts': `import type { City } from './city${extension}';\nexport interface Address { city: City }\n`,
    'src/user.ts': `import type { Address } from './address${extension}';\nexport interface User { id: number; address: Address }\n`,
  };
}

/** A `tsconfig.json` that a build by tspc reads too: it says what every host has to come to. */
export function tsconfig(options: object = {}, entry: object = {}, more: object = {}): string {
  return JSON.stringify({
    compilerOptions: {
      target: 'es2022',
      module: 'nodenext',
      strict: true,
      rootDir: 'src',
      outDir: 'out',
      types: [],
      skipLibCheck: true,
      plugins: [{ transform: 'keyshape/transform', transformProgram: true, ...entry }],
      ...options,
    },
    include: ['src'],
    ...more,
  });
}

/** A project with the tools of a host. */
export interface HostProject extends Installed {
  /** Runs a command of the tools, or node itself; never throws for its exit code. */
  command(name: string, args: readonly string[], environment?: object): Finished;
  /** Starts one that stays. */
  watch(name: string, args: readonly string[], environment?: object): Running;
  /** The version in what a build by tspc from nothing writes for `src/main.ts`. */
  expected(): Promise<string>;
}

let builder: Builder | undefined;
afterAll(() => builder?.stop());

/** Makes such a project. */
export function hostProject(tools: ToolSet, files: Files): HostProject {
  const project = install(files, tools);
  const at = (name: string) => join(project.folder, 'node_modules', name);
  // A script runs in node; what has no ending is a node itself.
  const line = (name: string, args: readonly string[]): readonly [string, readonly string[]] =>
    name === 'node'
      ? [process.execPath, args]
      : /\.[cm]?js$/.test(name)
        ? [process.execPath, [at(name), ...args]]
        : [at(name), args];
  const env = (more: object) => ({ ...process.env, FORCE_COLOR: '0', CI: 'false', ...more });
  return {
    ...project,
    command(name, args, environment = {}) {
      const done = spawnSync(...line(name, args), {
        cwd: project.folder,
        encoding: 'utf8',
        env: env(environment),
        timeout: 900_000,
      });
      return { code: done.status, text: done.stdout + done.stderr };
    },
    watch(name, args, environment = {}) {
      const child = spawn(...line(name, args), {
        cwd: project.folder,
        env: env(environment),
        detached: true,
      });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
      }
      // With what it started: a watcher has children.
      return { text: () => text, stop: () => void (child.pid && process.kill(-child.pid, 'SIGKILL')) };
    },
    async expected() {
      builder ??= startBuilder('ts-patch-3');
      const [literal = ''] = (await cleanVersions(builder, project.folder))['out/main.js'] ?? [];
      return literal.replaceAll(/[":]/g, '');
    },
  };
}
