// What keyshape adds to a build: `npm run build && node bench/rebuild.mjs [--rounds 7] [--only cold,edit,…] [--json]`
// The same sources are compiled by `tspc` with the plugin and by `tspc` without it, in turns; the ratio is the median of the
// pairs. Processor time is measured beside the time on the clock, because a machine that does other work spoils the latter.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createProject, median, root } from './project.mjs';
import { logicOf, model, neighboursOf, sources } from './rebuild-sources.mjs';
import { module as caller, sources as wrapperSources } from './wrapper-sources.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    only: {
      type: 'string',
      default: 'cold,edit,body,noop,dense-edit,dense-noop,wrapper-none,wrapper-cold,wrapper-edit',
    },
    json: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const tspc = 'node_modules/ts-patch/bin/tspc.js';

/** A project that is built by ts-patch, with keyshape or without. */
function patchedProject(files, options, plugin) {
  const entry = plugin && { plugins: [{ transform: 'keyshape/transform', transformProgram: true }] };
  const installed = (name) => join(root, 'node_modules', name);
  const folder = createProject(
    files,
    { ...options, ...entry },
    { typescript: installed('typescript'), 'ts-patch': installed('ts-patch') },
  );
  writeFileSync(
    join(folder, 'time.cjs'),
    "process.on('exit', () => require('fs').writeFileSync(__dirname + '/time', JSON.stringify(process.cpuUsage())));",
  );
  return folder;
}

/** Builds once; in milliseconds. */
function build(folder) {
  const begin = performance.now();
  const done = spawnSync(process.execPath, ['-r', './time.cjs', tspc, '-p', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const clock = performance.now() - begin;
  if (done.status !== 0) throw new Error(done.stdout + done.stderr);
  const { user, system } = JSON.parse(readFileSync(join(folder, 'time'), 'utf8'));
  return { clock, processor: (user + system) / 1000 };
}

const project = { models: 100, modules: 240, calls: 60 };
/** Nothing but models, and every one of them is read for some call: the most that keyshape can have to do. */
const dense = { models: 340, modules: 0, calls: 60 };
const clean = (folder) => rmSync(join(folder, 'out'), { recursive: true, force: true });
const incremental = { incremental: true, declaration: true };
const cases = {
  cold: {
    title: 'cold build, 200 models and 200 call sites',
    target: 1.15,
    files: sources({ models: 200, modules: 0, calls: 200 }),
    options: {},
    before: clean,
  },
  edit: {
    title: 'a type edited, 400 files and 60 call sites',
    target: 1.2,
    files: sources(project),
    options: incremental,
    before(folder, round) {
      const field = round % 2 ? 'string' : 'number';
      writeFileSync(join(folder, 'src/model50.ts'), model(50, neighboursOf(50, project.models), field));
    },
  },
  body: {
    title: 'a function body edited, 400 files and 60 call sites',
    target: 1.2,
    files: sources(project),
    options: incremental,
    before(folder, round) {
      writeFileSync(join(folder, 'src/logic50.ts'), logicOf(50, project, `${round}`));
    },
  },
  noop: {
    title: 'nothing edited, incremental, 400 files and 60 call sites',
    target: 1.2,
    files: sources(project),
    options: incremental,
    before() {},
  },
  'dense-edit': {
    title: 'a type edited, 340 models and 60 call sites',
    target: 1.2,
    files: sources(dense),
    options: incremental,
    before(folder, round) {
      const field = round % 2 ? 'string' : 'number';
      writeFileSync(join(folder, 'src/model50.ts'), model(50, neighboursOf(50, dense.models), field));
    },
  },
  'dense-noop': {
    title: 'nothing edited, 340 models and 60 call sites',
    target: 1.2,
    files: sources(dense),
    options: incremental,
    before() {},
  },
  'wrapper-none': {
    title: 'nothing asks for a version, 651 files and 20,840 calls',
    target: 1.03,
    files: wrapperSources({ asks: false }),
    options: {},
    before: clean,
  },
  'wrapper-cold': {
    title: 'ten methods of common names ask, the same files',
    target: 1.15,
    files: wrapperSources({ asks: true }),
    options: {},
    before: clean,
  },
  'wrapper-edit': {
    title: 'ten methods ask, one file edited, the same',
    target: 1.2,
    files: wrapperSources({ asks: true }),
    options: incremental,
    before(folder, round) {
      writeFileSync(join(folder, 'src/module50.ts'), caller(50, `${round}`));
    },
  },
};

function measure(name) {
  const { title, target, files, options, before } = cases[name];
  const plain = patchedProject(files, options, false);
  const keyed = patchedProject(files, options, true);
  try {
    for (const folder of [plain, keyed]) build(folder);
    const pairs = [];
    for (let round = 0; round < rounds; round += 1) {
      const times = {};
      // Each goes first in every other round.
      for (const which of round % 2 ? ['plain', 'keyed'] : ['keyed', 'plain']) {
        const folder = which === 'plain' ? plain : keyed;
        before(folder, round);
        times[which] = build(folder);
      }
      pairs.push(times);
    }
    const of = (which, kind) => Math.round(median(pairs.map((pair) => pair[which][kind])));
    const ratio = (kind) =>
      Number(median(pairs.map(({ keyed, plain }) => keyed[kind] / plain[kind])).toFixed(3));
    return {
      name,
      title,
      target,
      clock: { plain: of('plain', 'clock'), keyshape: of('keyed', 'clock'), ratio: ratio('clock') },
      processor: {
        plain: of('plain', 'processor'),
        keyshape: of('keyed', 'processor'),
        ratio: ratio('processor'),
      },
    };
  } finally {
    for (const folder of [plain, keyed]) rmSync(folder, { recursive: true, force: true });
  }
}

const results = values.only.split(',').map(measure);
if (values.json) {
  console.log(
    JSON.stringify({ node: process.version, cores: availableParallelism(), rounds, results }, null, 2),
  );
} else {
  const row = (...cells) =>
    console.log(cells.map((cell, at) => String(cell).padEnd(at === 0 ? 58 : 11)).join(''));
  row('ms, median', 'tspc', 'keyshape', 'ratio', 'processor', 'target');
  for (const { title, target, clock, processor } of results) {
    row(title, clock.plain, clock.keyshape, clock.ratio, processor.ratio, target);
  }
}
