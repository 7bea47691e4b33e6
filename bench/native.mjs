// The readers side by side on published types, a process for each run: `npm run build && node bench/native.mjs [runs]`.
// KEYSHAPE_DIST=/path/to/esm measures another build. Memory is the process's peak, and that of its server (Linux).
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installFixtures } from '../scripts/install-fixtures.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = process.env.KEYSHAPE_DIST ?? join(root, 'dist/esm');
const load = (path) => import(pathToFileURL(join(dist, path)).href);
const options = { any: 'refuse', serializer: 'json' };

const packages = {
  stripe: ["import type Types from 'stripe';", (name) => `Types.${name}`],
  '@octokit/openapi-types': [
    "import type { components } from '@octokit/openapi-types';",
    (name) => `components["schemas"][${JSON.stringify(name)}]`,
  ],
  'schema-dts': ["import type * as Types from 'schema-dts';", (name) => `Types.${name}`],
};

/** Each reads all calls of a project's `calls.ts`. */
const readers = {
  async classic(version, configFile, main) {
    const ts = createRequire(join(root, 'fixtures/matrix/package.json'))(`typescript-${version}`);
    const { readTypes } = await load('compilers/classic/read-types.js');
    const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: console.error };
    const { fileNames, options: compilerOptions } = ts.getParsedCommandLineOfConfigFile(configFile, {}, host);
    const program = ts.createProgram(fileNames, compilerOptions);
    program.getTypeChecker();
    const nodes = program
      .getSourceFile(main)
      .statements.flatMap(({ expression }) => expression?.typeArguments ?? []);
    return readTypes(ts, program, nodes, options);
  },
  async native(version, configFile, main) {
    const { loadNative, openProject, readNativeTypes } = await load('compilers/native/read-types.js');
    const native = await loadNative(join(root, 'fixtures/native'), `typescript-${version}`);
    const open = openProject(native, configFile);
    const statements = [...open.project.program.getSourceFile(main).statements];
    const nodes = statements.flatMap(({ expression }) => [...(expression?.typeArguments ?? [])]);
    return readNativeTypes(open, configFile, nodes, options);
  },
};

if (process.argv[2] === '--worker') await work(...process.argv.slice(3));
else {
  await installFixtures(['matrix', 'native', 'real-types']);
  compare(Number(process.argv[2] ?? 3));
}

async function work(kind, version, configFile, main) {
  const readings = await readers[kind](version, configFile, main);
  const versions = readings.map((one) => (one.problems.length > 0 ? one.problems[0].code : one.version(16)));
  const { maxRSS } = process.resourceUsage();
  const cpu = process.cpuUsage();
  const megabytes = Math.round(maxRSS / 1024 + peakOfChildren());
  console.log(JSON.stringify({ versions: versions.join(), megabytes, cpu: (cpu.user + cpu.system) / 1e6 }));
  process.exit();
}

function peakOfChildren() {
  try {
    const pids = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
    const peaks = pids.map((pid) => /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    return peaks.reduce((sum, peak) => sum + Number(peak ?? 0) / 1024, 0);
  } catch {
    return 0;
  }
}

function compare(runs) {
  const golden = JSON.parse(readFileSync(join(root, 'test/golden/real-types.json'), 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'keyshape-bench-'));
  try {
    link(folder);
    for (const [name, [statement, written]] of Object.entries(packages)) {
      const calls = Object.keys(golden[name]).map((one) => `versionOf<${written(one)}>();`);
      const text = [statement, 'declare function versionOf<T>(): string;', ...calls].join('\n');
      writeFileSync(join(folder, 'calls.ts'), text);
      measure(name, folder, runs);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function link(folder) {
  const compilerOptions = {
    strict: true,
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'bundler',
    lib: ['es2022'],
    types: ['node'],
    skipLibCheck: true,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['calls.ts'] }));
  mkdirSync(join(folder, 'node_modules'));
  for (const home of ['fixtures/real-types', '.']) {
    for (const name of readdirSync(join(root, home, 'node_modules'))) {
      try {
        symlinkSync(join(root, home, 'node_modules', name), join(folder, 'node_modules', name));
      } catch {
        // The first home's package stands.
      }
    }
  }
}

/** The best of the runs, which take turns: others use the machine too. */
function measure(name, folder, runs) {
  const kinds = [
    ['classic', '6.0'],
    ['native', '7.0'],
    ['native', '7.1'],
  ];
  const best = kinds.map(() => ({ seconds: Infinity, megabytes: 0, versions: '' }));
  for (let run = 0; run < runs; run++) {
    kinds.forEach((kind, index) => {
      const args = [fileURLToPath(import.meta.url), '--worker', ...kind];
      const start = performance.now();
      const files = [join(folder, 'tsconfig.json'), join(folder, 'calls.ts')];
      const output = execFileSync(process.execPath, [...args, ...files], {
        encoding: 'utf8',
        maxBuffer: 1e8,
      });
      const seconds = (performance.now() - start) / 1000;
      const { megabytes, versions } = JSON.parse(output);
      if (seconds < best[index].seconds) best[index] = { ...best[index], seconds };
      best[index].megabytes = Math.max(best[index].megabytes, megabytes);
      best[index].versions = versions;
    });
  }
  console.log(name);
  kinds.forEach(([kind, version], index) => {
    const { seconds, megabytes, versions } = best[index];
    const ratio = (best[0].seconds / seconds).toFixed(2);
    const same = versions === best[0].versions ? '' : '  DIFFERENT VERSIONS';
    console.log(`  ${kind} ${version}  ${seconds.toFixed(2)} s  ${ratio}x  ${megabytes} MB${same}`);
  });
}
