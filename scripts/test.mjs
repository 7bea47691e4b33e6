// Runs the tests; the last line is "N passed, N failed". `node scripts/test.mjs`: what needs only `npm ci`; `unit`: the quick ones of
// them; `all`: every compiler, host and server, then what all compilers answered beside the record. More arguments go to Jest.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const conformance = join(root, 'node_modules/.cache/keyshape/conformance');

const [first, ...others] = process.argv.slice(2);
const tier = first === 'all' || first === 'unit' ? first : 'own';
const given = tier === 'own' && first !== undefined ? [first, ...others] : others;
const folder = mkdtempSync(join(tmpdir(), 'keyshape-tests-'));

function run(script, args, env = {}) {
  return spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
}

try {
  if (tier === 'all') rmSync(conformance, { recursive: true, force: true });
  const results = join(folder, 'results.json');
  const select = tier === 'unit' ? ['--selectProjects', 'unit'] : [];
  const env = tier === 'all' ? {} : { KEYSHAPE_TOOLS: 'own' };
  const { status } = run(jest, ['--ci', '--json', '--outputFile', results, ...select, ...given], env);
  const differs = tier === 'all' && run(join(root, 'scripts/conformance.mjs'), []).status !== 0;
  process.exitCode = status === 0 && !differs ? 0 : 1;
  report(JSON.parse(readFileSync(results, 'utf8')), differs ? 1 : 0);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {number} more how many checks beside Jest's failed */
function report({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults }, more) {
  console.log();
  for (const { name, message, assertionResults } of testResults) {
    const file = relative(root, name);
    if (assertionResults.length === 0 && message) console.log(`failed: ${file}`);
    for (const { status, fullName } of assertionResults) {
      if (status === 'failed') console.log(`failed: ${file}: ${fullName}`);
      if (status === 'pending' || status === 'todo') console.log(`skipped: ${file}: ${fullName}`);
    }
  }
  console.log(`${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites + more} failed`);
}
