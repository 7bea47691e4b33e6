// `keyshape build` and `verify` on TypeScript 7 beside its own `tsc`: `npm run build && node bench/native-build.mjs [--rounds 5]`.
// 200 models and 200 call sites. The two take turns, and the ratio is the median of the pairs; processor time is that of all
// processes of a run, the compiler's server among them (Linux).
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installFixtures } from '../scripts/install-fixtures.mjs';
import { createProject, median, processorOf, root } from './project.mjs';
import { model, neighboursOf, sources } from './rebuild-sources.mjs';
import { sources as wrapperSources } from './wrapper-sources.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    versions: { type: 'string', default: '7.0,7.1' },
    only: { type: 'string', default: 'cold,floor,watch,verify,search' },
  },
});
const rounds = Number(values.rounds);
const size = { models: 200, modules: 0, calls: 200 };
const entry = { plugins: [{ transform: 'keyshape/transform' }] };
const keyshape = ['node_modules/keyshape/dist/esm/cli/main.js'];
const build = [...keyshape, 'build', '-p', '.'];
const floor = [fileURLToPath(new URL('floor.mjs', import.meta.url))];
const stock = ['node_modules/typescript/bin/tsc', '-p', '.'];
/** Reports at its end the processor time of the processes below it that nobody waited for: the server is killed. */
const reporter = fileURLToPath(new URL('processes.cjs', import.meta.url));

/** Takes the output away; hands back the folder. */
function clean(folder) {
  rmSync(join(folder, 'out'), { recursive: true, force: true });
  return folder;
}

/** Runs a command to its end; in milliseconds. */
function run(folder, args) {
  const report = join(folder, 'processor');
  writeFileSync(report, '0');
  const before = processorOf('self');
  const start = performance.now();
  const done = spawnSync(process.execPath, ['-r', reporter, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, KEYSHAPE_BENCH_REPORT: report },
  });
  const clock = performance.now() - start;
  if (done.status !== 0) throw new Error(done.stdout + done.stderr);
  return { clock, processor: processorOf('self') - before + Number(readFileSync(report, 'utf8')) };
}

/** How long a watching compiler has for an edit, in milliseconds. */
const PATIENCE = 30_000;

/** Starts a compiler that watches, and waits until it is up to date. */
async function watch(folder, args) {
  const child = spawn(process.execPath, [...args, '--watch', '--preserveWatchOutput'], {
    cwd: folder,
    // A group of its own: tsc is a process below this one, which would outlive it.
    detached: true,
  });
  process.once('exit', () => child.exitCode ?? child.signalCode ?? process.kill(-child.pid));
  let text = '';
  let wake = () => {};
  child.stdout.on('data', (chunk) => {
    text += chunk;
    wake();
  });
  /** The time of the first build. One edit may be seen as two, so that this waits for half a second of silence after it. */
  const built = async () => {
    const late = AbortSignal.timeout(PATIENCE);
    late.addEventListener('abort', () => wake());
    while (!text.includes('Watching for file changes')) {
      if (late.aborted) throw new Error(`${args.join(' ')} --watch never answered: ${text}`);
      await new Promise((resolve) => (wake = resolve));
    }
    const at = performance.now();
    for (let length = -1; length !== text.length; ) {
      length = text.length;
      await setTimeout(500);
    }
    text = '';
    return at;
  };
  await built();
  return {
    async edit(round) {
      const before = processorOf(child.pid);
      const start = performance.now();
      const field = round % 2 ? 'string' : 'number';
      writeFileSync(join(folder, 'src/model50.ts'), model(50, neighboursOf(50, size.models), field));
      const end = await built();
      return { clock: end - start, processor: processorOf(child.pid) - before };
    },
    async stop() {
      process.kill(-child.pid);
      await once(child, 'exit');
    },
  };
}

/** What two do in turns, each first in every other round; the first round is not counted. */
async function inTurns(first, second) {
  const pairs = [];
  for (let round = 0; round <= rounds; round += 1) {
    const pair = [];
    for (const which of round % 2 ? [0, 1] : [1, 0]) pair[which] = await [first, second][which](round);
    if (round > 0) pairs.push(pair);
  }
  return pairs;
}

const rows = {
  cold: [
    'keyshape build / tsc, cold',
    (ours, theirs) => [() => run(clean(ours), build), () => run(clean(theirs), stock)],
  ],
  floor: [
    'opening, checking, emitting through the API / tsc',
    (ours, theirs) => [() => run(clean(ours), floor), () => run(clean(theirs), stock)],
  ],
  verify: [
    'keyshape verify / keyshape build',
    (ours) => [() => run(ours, [...keyshape, 'verify', '-p', '.']), () => run(clean(ours), build)],
  ],
};

await installFixtures(['native']);
const print = (...cells) =>
  console.log(cells.map((cell, at) => String(cell).padEnd(at === 0 ? 56 : 12)).join(''));
print('ms, median', 'first', 'second', 'ratio', 'processor', 'processor', 'ratio');
for (const version of values.versions.split(',')) {
  const typescript = join(root, `fixtures/native/node_modules/typescript-${version}`);
  const ours = createProject(sources(size), entry, { typescript });
  const theirs = createProject(sources(size), {}, { typescript });
  try {
    for (const name of values.only.split(',')) {
      if (name === 'watch') {
        const title = 'keyshape build / tsc, --watch, a type edited';
        const watchers = await Promise.all([watch(ours, build), watch(theirs, stock)]);
        const [first, second] = watchers;
        try {
          show(version, title, await inTurns(first.edit, second.edit));
        } catch (error) {
          print(`${version}  ${title}`, error.message);
        }
        for (const watcher of watchers) await watcher.stop();
      } else if (name === 'search') {
        // What the first takes more is the search for calls that ask: at most 1,500 ms on 7.1.
        const [asking, plain] = [true, false].map((asks) =>
          createProject(wrapperSources({ asks }), entry, { typescript }),
        );
        const title = 'keyshape build, ten methods ask / none, 20,840 calls';
        show(
          version,
          title,
          await inTurns(
            () => run(clean(asking), build),
            () => run(clean(plain), build),
          ),
        );
        for (const folder of [asking, plain]) rmSync(folder, { recursive: true, force: true });
      } else {
        const [title, commands] = rows[name];
        show(version, title, await inTurns(...commands(ours, theirs)));
      }
    }
  } finally {
    for (const folder of [ours, theirs]) rmSync(folder, { recursive: true, force: true });
  }
}

function show(version, title, pairs) {
  const of = (which, kind) => Math.round(median(pairs.map((pair) => pair[which][kind])));
  const ratio = (kind) => median(pairs.map(([first, second]) => first[kind] / second[kind])).toFixed(2);
  const figures = ['clock', 'processor'].flatMap((kind) => [of(0, kind), of(1, kind), ratio(kind)]);
  print(`${version}  ${title}`, ...figures);
}
