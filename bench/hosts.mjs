// A bundler with keyshape beside the same without: `npm run build && node bench/hosts.mjs [--rounds 5]`. Medians of pairs in turns.
// `vite build` of 200 models and calls is measured against the same build and one `tsc --noEmit` side by side, which is what work on types
// has to cost at most; a start in which nothing changed, in a project of 1,000 files, against one that only reads those files; and the edit
// of a type against `tsc --watch`, which is timed by its own words.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installFixtures } from '../scripts/install-fixtures.mjs';
import { createProject, median, processorOf, root } from './project.mjs';
import { sources } from './rebuild-sources.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'cold,warm,start,edit' },
  },
});
const rounds = Number(values.rounds);
const compilers = {
  5.9: join(root, 'node_modules/typescript'),
  '7.0': join(root, 'fixtures/native/node_modules/typescript-7.0'),
  7.1: join(root, 'fixtures/native/node_modules/typescript-7.1'),
};
const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'];
const starter = fileURLToPath(new URL('start.cjs', import.meta.url));
const editor = fileURLToPath(new URL('edit.cjs', import.meta.url));

function made(compiler, size) {
  const files = sources(size);
  const calls = Object.keys(files).filter((name) => name.startsWith('src/call'));
  files['src/main.ts'] = calls
    .map((name) => `export * from './${name.slice('src/'.length, -'.ts'.length)}.js';\n`)
    .join('');
  const config = (plugin) =>
    `${plugin && "import { keyshape } from 'keyshape/vite';\n"}export default { plugins: [${plugin}], build: { ssr: 'src/main.ts' } };\n`;
  files['ours.config.mjs'] = config('keyshape()');
  files['plain.config.mjs'] = config('');
  return createProject(
    files,
    {},
    {
      typescript: compiler,
      vite: join(root, 'fixtures/hosts/vite/node_modules/vite'),
    },
  );
}

async function run(folder, args) {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
}

/** Runs commands side by side; in milliseconds. */
async function together(folder, ...commands) {
  const before = processorOf('self');
  const start = performance.now();
  await Promise.all(commands.map((args) => run(folder, args)));
  return { clock: performance.now() - start, processor: processorOf('self') - before };
}

/** Edits a type several times; the times of one edit, in milliseconds. */
async function edits(folder, ...args) {
  const child = spawn(process.execPath, [editor, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [clock, processor] = JSON.parse((await child.stdout.toArray()).join(''));
  return { clock: clock ?? Number.NaN, processor };
}

const forget = (folder) => rmSync(join(folder, 'node_modules/.cache'), { recursive: true, force: true });
const ours = [...vite, '-c', 'ours.config.mjs'];
const plain = [...vite, '-c', 'plain.config.mjs'];
const check = ['node_modules/typescript/bin/tsc', '-p', '.', '--noEmit'];
const small = { models: 200, modules: 0, calls: 200 };
const large = { models: 200, modules: 600, calls: 200 };
const rows = {
  cold: [
    'vite build, cold / vite build beside tsc --noEmit',
    small,
    (folder) => {
      forget(folder);
      return together(folder, ours);
    },
    (folder) => together(folder, plain, check),
  ],
  warm: [
    'vite build, nothing changed / without keyshape',
    large,
    (folder) => together(folder, ours),
    (folder) => together(folder, plain),
  ],
  start: [
    'all modules handed over, nothing changed / only read',
    large,
    (folder) => together(folder, [starter, 'ours', join(root, 'dist/cjs/bundler.js')]),
    (folder) => together(folder, [starter, 'plain']),
  ],
  edit: [
    'the edit of a type answered / by tsc --watch',
    large,
    (folder) => {
      // A start from the record reads no types: the first edit would be that start.
      forget(folder);
      return edits(folder, 'ours', join(root, 'dist/cjs/bundler.js'));
    },
    (folder) => edits(folder, 'watch'),
  ],
};

await installFixtures(['native', 'hosts/vite']);
const print = (...cells) =>
  console.log(cells.map((cell, at) => String(cell).padEnd(at === 0 ? 62 : 12)).join(''));
print(
  'ms, median',
  'first',
  'second',
  'ratio',
  'difference',
  'processor',
  'processor',
  'ratio',
  'difference',
);
for (const [version, compiler] of Object.entries(compilers)) {
  for (const name of values.only.split(',')) {
    const [title, size, first, second] = rows[name];
    const folder = made(compiler, size);
    try {
      const pairs = [];
      for (let round = 0; round <= rounds; round += 1) {
        const pair = [];
        for (const which of round % 2 ? [0, 1] : [1, 0]) pair[which] = await [first, second][which](folder);
        if (round > 0) pairs.push(pair);
      }
      const figures = ['clock', 'processor'].flatMap((kind) => {
        const of = (which) => Math.round(median(pairs.map((pair) => pair[which][kind])));
        const ratio = median(pairs.map(([one, other]) => one[kind] / other[kind])).toFixed(2);
        return [
          of(0),
          of(1),
          ratio,
          Math.round(median(pairs.map(([one, other]) => one[kind] - other[kind]))),
        ];
      });
      print(`${version}  ${title}`, ...figures);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
