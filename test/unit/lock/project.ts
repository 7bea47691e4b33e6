import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, run } from '../../../src/cli/run.js';
import { config, plant, type Tree } from '../../cli/tree.js';
import type { Files } from '../../support/project.js';
import { recordingIo } from '../../support/recording-io.js';
import { toolSet } from '../../support/tools.js';

/** What a command line gave. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** A project whose command lines run in this process. */
export interface LockProject extends Tree {
  keyshape(...args: readonly string[]): Promise<Ran>;
  /** The same, in a folder of it. */
  keyshapeIn(folder: string, ...args: readonly string[]): Promise<Ran>;
  git(...args: readonly string[]): string;
}

/** The files of a project with one call for each type of its model file. */
export function sources(model: string, ...types: readonly string[]): Files {
  const calls = types.map((type, at) => `export const v${at} = versionOf<${type}>();\n`).join('');
  return {
    'package.json': '{ "name": "shop" }',
    // The smallest library: every command line makes a program.
    'tsconfig.json': config({ lib: ['es5'] }),
    'src/model.ts': model,
    'src/main.ts': `import { versionOf } from 'keyshape';\nimport type { ${types.join(', ')} } from './model.js';\n${calls}`,
  };
}

/** Makes a project, with the compiler that it resolves. */
export function lockProject(files: Files): LockProject {
  const tree = plant(files);
  mkdirSync(join(tree.folder, 'node_modules'), { recursive: true });
  symlinkSync(
    join(toolSet('ts-patch-3'), 'node_modules/typescript'),
    join(tree.folder, 'node_modules/typescript'),
  );
  async function keyshapeIn(folder: string, ...args: readonly string[]): Promise<Ran> {
    const io = recordingIo(join(tree.folder, folder));
    const code = await run(commandLine(args), io);
    return { code, out: io.output, error: io.errors };
  }
  return {
    ...tree,
    keyshape: (...args) => keyshapeIn('.', ...args),
    keyshapeIn,
    git(...args) {
      const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
      return execFileSync('git', [...identity, ...args], {
        cwd: tree.folder,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    },
  };
}
