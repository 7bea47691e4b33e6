// What can be told without running anything: format and lint, types of sources and of tests, dead code. All at once; what
// fails is printed.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => join(root, 'node_modules', name);

const checks = {
  'format and lint': [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
  'types of src': [bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'],
  'types of test': [bin('typescript/bin/tsc'), '--noEmit', '-p', 'test/tsconfig.json'],
  'dead code': [bin('knip/bin/knip.js'), '--treat-config-hints-as-errors'],
};

await Promise.all(
  Object.entries(checks).map(async ([name, command]) => {
    try {
      await promisify(execFile)(process.execPath, command, { cwd: root, maxBuffer: 1e8 });
      console.log(`ok: ${name}`);
    } catch (error) {
      process.exitCode = 1;
      console.error(`\nfailed: ${name}\n${error.stdout ?? ''}${error.stderr ?? error.message}`);
    }
  }),
);
