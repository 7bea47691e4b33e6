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
import { median, processorOf, root } from './project.mjs';

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

/** Each opens a project: the calls of its `calls.ts`, and what reads some of them. */
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
    return { nodes, read: (some) => readTypes(ts, program, some, options) };
  },
  async native(version, configFile, main) {
    const { loadNative, openNativeProject, readNativeTypes } = await load('compilers/native/read-types.js');
    const native = loadNative(join(root, 'fixtures/native'), `typescript-${version}`);
    const open = openNativeProject(native, configFile);
    const statements = [...open.project.program.getSourceFile(main).statements];
    const nodes = statements.flatMap(({ expression }) => [...(expression?.typeArguments ?? [])]);
    return { nodes, read: (some) => readNativeTypes(open, configFile, some, options) };
  },
};

if (process.argv[2] === '--worker') await work(...process.argv.slice(3));
else {
  await installFixtures(['matrix', 'native', 'real-types']);
  compare(Number(process.argv[2] ?? 3));
}

async function work(kind, version, configFile, main) {
  const { nodes, read } = await readers[kind](version, configFile, main);
  const versions = versionsOf(read(nodes));
  const seconds = process.uptime();
  const processor = processorOf('self') / 1000;
  const { maxRSS } = process.resourceUsage();
  const megabytes = Math.round(maxRSS / 1024 + peakOfChildren());
  // The program is warm now; a hundred roots, spread evenly.
  const some = nodes.filter((_, index) => index % Math.ceil(nodes.length / 100) === 0);
  const alone = median(
    some.map((node) => {
      const start = performance.now();
      versionsOf(read([node]));
      return performance.now() - start;
    }),
  );
  console.log(JSON.stringify({ versions: versions.join(), megabytes, seconds, processor, alone }));
  process.exit();
}

function versionsOf(readings) {
  return readings.map((one) => (one.problems.length > 0 ? one.problems[0].code : one.version(16)));
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

/** The medians of the runs, which take turns: others use the machine too. */
function measure(name, folder, runs) {
  const kinds = [
    ['classic', '6.0'],
    ['native', '7.0'],
    ['native', '7.1'],
  ];
  const found = kinds.map(() => []);
  for (let run = 0; run < runs; run++) {
    kinds.forEach((kind, index) => {
      const args = [fileURLToPath(import.meta.url), '--worker', ...kind];
      const files = [join(folder, 'tsconfig.json'), join(folder, 'calls.ts')];
      const output = execFileSync(process.execPath, [...args, ...files], {
        encoding: 'utf8',
        maxBuffer: 1e8,
      });
      found[index].push(JSON.parse(output));
    });
  }
  console.log(name);
  kinds.forEach(([kind, version], index) => {
    const of = (key) => median(found[index].map((one) => one[key]));
    const ratio = (key) => median(found[0].map((one, run) => one[key] / found[index][run][key])).toFixed(2);
    const clock = `${of('seconds').toFixed(2)} s  ${ratio('seconds')}x`;
    const processor = `processor ${of('processor').toFixed(2)} s  ${ratio('processor')}x`;
    const alone = `one root alone ${of('alone').toFixed(2)} ms`;
    const same = found[index][0].versions === found[0][0].versions ? '' : '  DIFFERENT VERSIONS';
    console.log(`  ${kind} ${version}  ${clock}  ${processor}  ${alone}  ${of('megabytes')} MB${same}`);
  });
}
