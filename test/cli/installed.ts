import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type Installed, installProject } from '../support/package.js';
import type { Files } from '../support/project.js';
import { root, type ToolSet } from '../support/tools.js';

/** A project of two calls. */
export const sources = {
  'src/model.ts': 'export interface User { id: number }\n',
  'src/main.ts':
    "import { keyFor, versionOf } from 'keyshape';\nimport type { User } from './model.js';\nexport const version = versionOf<User>();\nexport const key = keyFor<User>('k');\n",
};
export const bin = 'node_modules/keyshape/dist/esm/cli/main.js';
export const tspc = 'node_modules/ts-patch/bin/tspc.js';

/** A project with the packed keyshape, its dependencies and ts-patch. */
export function install(files: Files, tools: ToolSet = 'ts-patch-3'): Installed {
  const project = installProject(tools, files);
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  for (const name of Object.keys(dependencies)) {
    const link = join(project.folder, 'node_modules', name);
    if (name.includes('/')) ownFolder(dirname(link));
    if (!existsSync(link)) symlinkSync(join(root, 'node_modules', name), link);
  }
  return project;
}

/** A scope that the tools have too is a link to theirs: what is added to it here is not to be there. */
function ownFolder(folder: string): void {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) {
    mkdirSync(folder, { recursive: true });
    return;
  }
  const real = realpathSync(folder);
  rmSync(folder);
  mkdirSync(folder);
  for (const name of readdirSync(real)) symlinkSync(join(real, name), join(folder, name));
}
