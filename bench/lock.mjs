// What keyshape.lock costs: deciding what stays readable, explaining a change, reading and writing the file, and `keyshape check`.
// `npm run build && node bench/lock.mjs [runs]`. Processor time in milliseconds, the first run (nothing compiled yet) and the best.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { readTypes } from '../dist/esm/compilers/classic/read-types.js';
import { readLock } from '../dist/esm/lock/read.js';
import { writeLock } from '../dist/esm/lock/write.js';
import { diffOf } from '../dist/esm/shape/compare/diff.js';
import { readabilityOf } from '../dist/esm/shape/compare/readability.js';
import { ALGORITHM_TAG, canonicalise, parse, ShapeGraph } from '../dist/esm/shape/index.js';
import { installFixtures } from '../scripts/install-fixtures.mjs';
import { createProject, median, root } from './project.mjs';
import { createProgram as createRealTypes } from './real-type-program.mjs';
import { sources } from './rebuild-sources.mjs';

const DEFAULT_READING = { serializer: 'json', values: 'open', readers: 'tolerant', budget: 1_000_000 };
const runs = Number(process.argv[2] ?? 5);
const MODELS = 500;
const rows = {};

/** The text of a changed graph: `change` is given each label, and returns another one, or members to add to its slots, or nothing. */
function edited(text, change) {
  const { graph, root: top } = parse(text);
  const target = new ShapeGraph();
  const nodes = new Map();
  const edits = new Map(graph.nodes.map((node) => [node, change(graph.labelOf(node), graph, node)]));
  for (const node of graph.nodes) nodes.set(node, target.node(edits.get(node)?.label ?? graph.labelOf(node)));
  const copied = (slot, more = []) =>
    target.slot([
      ...graph.membersOf(slot).map((member) => nodes.get(member)),
      ...more.map((one) => target.node(one)),
    ]);
  for (const node of graph.nodes) {
    const members = edits.get(node)?.members ?? [];
    target.connect(
      nodes.get(node),
      (graph.slotsOf(node) ?? []).map((slot, place) => copied(slot, members[place])),
    );
  }
  const start = copied(top);
  return canonicalise(target).text(start);
}

/** Every field of a name holds null as well. */
function nullable(text, ...names) {
  return edited(text, (label) => {
    if (label.kind !== 'object') return undefined;
    const before = label.hasBases ? 1 : 0;
    const members = [];
    for (const [place, { name }] of label.properties.entries())
      if (names.includes(name)) members[before + place] = [{ kind: 'primitive', name: 'null' }];
    return { members };
  });
}

function renamed(text, from, to) {
  return edited(text, (label) =>
    label.kind === 'object' && !label.properties.some(({ name }) => name === to)
      ? {
          label: {
            ...label,
            properties: label.properties.map((field) =>
              field.name === from ? { ...field, name: to } : field,
            ),
          },
        }
      : undefined,
  );
}

function processor(action) {
  const start = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function measure(name, limit, action) {
  const times = Array.from({ length: runs }, () => processor(action));
  rows[name] = { first: Math.round(times[0]), best: Math.round(Math.min(...times)), limit };
}

function stripeEvent() {
  const { program, nodes } = createRealTypes(`import type Types from 'stripe';`, ['Types.Event']);
  const [reading] = readTypes(ts, program, nodes, { any: 'refuse', serializer: 'json' });
  return reading.text();
}

/** Objects in a circle, with one that differs. */
function ring(size, last) {
  const graph = new ShapeGraph();
  const slot = (name) => graph.slot([graph.node({ kind: 'primitive', name })]);
  const nodes = Array.from({ length: size }, () =>
    graph.node({
      kind: 'object',
      properties: ['next', 'value'].map((name) => ({ name, optional: false })),
      indexes: [],
      hasBases: false,
    }),
  );
  nodes.forEach((node, index) => {
    const value = index === 0 ? last(graph) : slot('string');
    graph.connect(node, [graph.slot([nodes[(index + 1) % size]]), value]);
  });
  const start = graph.slot([nodes[0]]);
  return canonicalise(graph).text(start);
}

await installFixtures(['real-types']);

const event = stripeEvent();
console.log(`stripe Event: ${parse(event).graph.nodes.length} nodes, ${Math.round(event.length / 1024)} kB`);
const harmless = nullable(event, 'livemode', 'currency');
const other = renamed(event, 'livemode', 'isLive');
const events = { 'two fields nullable': harmless, 'a field renamed': other, 'back from nullable': event };
for (const [name, after] of Object.entries(events)) {
  const before = name.startsWith('back') ? harmless : event;
  const [verdict] = readabilityOf(after, [before], DEFAULT_READING);
  measure(`stripe Event, ${name}: decision (${verdict})`, 500, () =>
    readabilityOf(after, [before], DEFAULT_READING),
  );
  measure(`stripe Event, ${name}: diff`, 1_000, () => diffOf(before, after, [], DEFAULT_READING));
}

const union =
  (...names) =>
  (graph) =>
    graph.slot(names.map((name) => graph.node({ kind: 'primitive', name })));
const circle = ring(10_000, union('number'));
const wider = ring(10_000, union('number', 'null'));
for (const [name, left, right] of [
  ['one union more', circle, wider],
  ['one union less', wider, circle],
]) {
  const [verdict] = readabilityOf(right, [left], DEFAULT_READING);
  measure(`ring of 10,000, ${name}: decision (${verdict})`, 500, () =>
    readabilityOf(right, [left], DEFAULT_READING),
  );
  measure(`ring of 10,000, ${name}: diff`, 1_000, () => diffOf(left, right, [], DEFAULT_READING));
}

/** 500 models with three older shapes each, about 195 kB: the size that small models of one service come to. */
function lockOf(count) {
  const entry = (text) => ({
    version: createHash('sha256').update(`${ALGORITHM_TAG}${text}`, 'latin1').digest('hex').slice(0, 16),
    text,
  });
  const textOf = (index, age) =>
    `{address:{city:string,zip:string${age > 0 ? '' : '|null'}},id${index}:number${age > 1 ? '' : ',mail:string'}${age > 2 ? '' : ',name:string'}}`;
  return {
    options: 'serializer json, any refuse, values open',
    models: Array.from({ length: count }, (_, index) => ({
      identity: `src/models/model${index}.ts#Model${index}`,
      ...entry(textOf(index, 0)),
      was: [1, 2, 3].map((age) => entry(textOf(index, age))),
    })),
  };
}

const lock = lockOf(MODELS);
const lockText = writeLock(lock);
console.log(`keyshape.lock: ${MODELS} models, ${Math.round(lockText.length / 1024)} kB`);
measure(`keyshape.lock of ${MODELS} models: read`, '', () => readLock(lockText));
measure(`keyshape.lock of ${MODELS} models: read and written`, 100, () => writeLock(readLock(lockText)));

const folder = createProject(
  sources({ models: MODELS, modules: 0, calls: MODELS }),
  { plugins: [{ transform: 'keyshape/transform', transformProgram: true }] },
  { typescript: join(root, 'node_modules/typescript') },
);
const timer = join(folder, 'time.cjs');
writeFileSync(
  timer,
  "process.on('exit', () => require('fs').writeFileSync(__dirname + '/time', JSON.stringify(process.cpuUsage())));",
);

/** Runs a command; its processor time. */
function command(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', timer, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${status}\n${stdout}${stderr}`);
  const { user, system } = JSON.parse(readFileSync(join(folder, 'time'), 'utf8'));
  return (user + system) / 1000;
}

const cli = join(root, 'dist/esm/cli/main.js');
const tsc = 'node_modules/typescript/bin/tsc';
try {
  command(cli, 'lock');
  console.log(
    `the project's keyshape.lock: ${Math.round(statSync(join(folder, 'keyshape.lock')).size / 1024)} kB`,
  );
  const pairs = Array.from({ length: runs }, () => [
    command(cli, 'check'),
    command(tsc, '-p', '.', '--noEmit'),
  ]);
  const best = (place) => Math.round(Math.min(...pairs.map((pair) => pair[place])));
  rows[`keyshape check, ${MODELS} models`] = {
    first: Math.round(pairs[0][0]),
    best: best(0),
    limit: `${Math.round(1.2 * best(1))} (1.2 of tsc --noEmit)`,
  };
  rows['… beside tsc --noEmit'] = { first: Math.round(pairs[0][1]), best: best(1), limit: '' };
  console.log(
    `check / tsc --noEmit: ${median(pairs.map(([one, other]) => one / other)).toFixed(2)} (median of pairs)`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.table(rows);
