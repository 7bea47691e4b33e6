// Measured by native-build.mjs, in the folder of a project: the least that a build on TypeScript 7 does in which a process of Node has a
// say in what is emitted. Loads the API, opens the project, checks, and writes what the server emits (7.1) or has `tsc` write it (7.0).
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(join(process.cwd(), 'package.json'));
const home = dirname(require.resolve('typescript/package.json'));
const load = (name) => {
  try {
    return require(require.resolve(`typescript/${name}`));
  } catch {
    return undefined;
  }
};
const { API } = load('sync') ?? load('unstable/sync');
const api = new API({ cwd: process.cwd() });
const openProjects = [join(process.cwd(), 'tsconfig.json')];
const snapshot = api.createSnapshot?.({ openProjects }) ?? api.updateSnapshot({ openProjects });
const [{ program }] = snapshot.getProjects();
if (program.getSemanticDiagnostics().length > 0) throw new Error('The project has errors.');
if (program.getJavaScriptEmit) {
  const own = program.getSourceFileNames().filter((name) => name.startsWith(`${process.cwd()}/src/`));
  const { outputFiles } = program.getJavaScriptEmit(own);
  mkdirSync('out', { recursive: true });
  for (const [name, { text }] of outputFiles) writeFileSync(name, text);
} else {
  const { default: getExePath } = require(join(home, 'lib/getExePath.js'));
  execFileSync(getExePath(), ['-p', '.', '--noCheck']);
}
// The server is not waited for: native-build.mjs adds its processor time.
process.exit();
