// Measured by hosts.mjs: how long the edit of a type takes to be answered, by what all bundlers have in common and by `tsc --watch`.
// Prints the median of some edits, and the processor time of one.
const { spawn } = require('node:child_process');
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [which, path] = process.argv.slice(2);
const EDITS = 7;
/** Editors and watchers come to rest between two edits. */
const PAUSE = 700;
/** A watcher that has not seen an edit by then is not timed. */
const PATIENCE = 10_000;
const at = (name) => join(process.cwd(), 'src', name);
const model = at('model0.ts');
const text = readFileSync(model, 'utf8');
const rest = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function ours() {
  const bundler = require(path).createBundler('bench', undefined);
  const transform = (file) => bundler.transform(readFileSync(file, 'utf8'), file);
  for (const name of readdirSync('src')) transform(at(name));
  return {
    async answer() {
      const before = bundler.outcomes();
      bundler.update({ changed: [model], isStructural: false });
      if (!bundler.outdated(before).includes(at('call0.ts'))) throw new Error('the edit was not seen');
      transform(at('call0.ts'));
    },
    close: () => undefined,
  };
}

async function watch() {
  const flags = ['-p', '.', '--noEmit', '--watch', '--preserveWatchOutput'];
  const child = spawn(process.execPath, ['node_modules/typescript/bin/tsc', ...flags], { detached: true });
  let said = '';
  let heard = () => undefined;
  child.stdout.on('data', (data) => {
    said += data;
    if (said.includes('Watching for file changes')) heard();
  });
  const answer = (patience = PATIENCE) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(reject, patience, new Error('the edit was not seen'));
      heard = () => {
        clearTimeout(timer);
        said = '';
        resolve();
      };
    });
  await answer(60_000);
  return { answer: () => answer(), close: () => process.kill(-child.pid) };
}

async function main() {
  const { processorOf } = await import('./project.mjs');
  const { answer, close } = await { ours, watch }[which]();
  const times = [];
  const before = processorOf(process.pid);
  try {
    for (let edit = 0; edit < EDITS; edit += 1) {
      await rest(PAUSE);
      const start = performance.now();
      writeFileSync(model, text.replace('name: string', `name: string; added${edit}: string`));
      await answer();
      times.push(performance.now() - start);
    }
  } catch {
    times.push(Number.NaN);
  }
  const processor = (processorOf(process.pid) - before) / EDITS;
  writeFileSync(model, text);
  close();
  process.stdout.write(JSON.stringify([times.sort((a, b) => a - b)[times.length >> 1], processor]));
}
main().then(() => process.exit());
