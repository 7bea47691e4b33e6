// Builds and verifies with TypeScript 7 in a process of its own, by the modules of the package as it is shipped: Jest has
// no `import` of ES modules in its sandbox, and starting a process for each step takes longer than all the rest.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const dist = join(process.argv[2], 'dist/esm');
const load = (path) => import(pathToFileURL(join(dist, path)).href);
const [{ loadCompiler }, { Workspace }, { buildOnce }, { nativeSubjects }, { verify }] = await Promise.all([
  load('cli/project-compiler.js'),
  load('project/native/workspace.js'),
  load('cli/build/native/pass.js'),
  load('cli/verify/native/subjects.js'),
  load('cli/verify/verify.js'),
]);

const commands = {
  async build({ native }, { config }) {
    const workspace = new Workspace(native, () => [config], {});
    try {
      await buildOnce(workspace, false);
    } finally {
      workspace.close();
    }
  },
  async verify({ native }, { config, cwd }) {
    const subjects = nativeSubjects(native, config);
    try {
      return await verify(subjects, { config, cwd });
    } finally {
      subjects.close();
    }
  },
};

process.on('message', async ({ id, command, given }) => {
  try {
    const result = await commands[command](loadCompiler(given.config), given);
    process.send({ id, result });
  } catch (error) {
    process.send({ id, error: String(error?.stack ?? error) });
  }
});
