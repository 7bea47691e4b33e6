import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Builder, type Report, startBuilder } from '../support/builder.js';
import { cleanVersions, versionsIn } from '../support/clean-build.js';
import { edit, type Generated, generate, render } from '../support/generated-project.js';
import { type Installed, installProject } from '../support/package.js';
import type { Files } from '../support/project.js';
import { createRandom } from '../support/random.js';
import { presentTools } from '../support/tools.js';

// KEYSHAPE_ROUNDS=100 KEYSHAPE_SEED=7 npx jest test/hosts/generated
const rounds = Number(process.env.KEYSHAPE_ROUNDS ?? 5);
const firstSeed = Number(process.env.KEYSHAPE_SEED ?? 1);
const editsInRound = 6;

const modes = [
  { options: { incremental: true, declaration: true }, args: ['-p', '.'] },
  { options: { incremental: true, isolatedModules: true }, args: ['-p', '.'] },
  { options: { composite: true }, args: ['-b', '.'] },
  { options: {}, args: ['-p', '.', '--watch'] },
  { options: { incremental: true }, args: ['-p', '.', '--watch'] },
] as const;

function config(options: object): string {
  return JSON.stringify({
    compilerOptions: {
      target: 'es2020',
      module: 'esnext',
      moduleResolution: 'bundler',
      strict: true,
      rootDir: 'src',
      outDir: 'out',
      lib: ['es5'],
      types: [],
      skipLibCheck: true,
      ...options,
      plugins: [{ transform: 'keyshape/transform', transformProgram: true }],
    },
    include: ['src'],
  });
}

const pause = () => new Promise((done) => setTimeout(done, 12));

describe.each(presentTools('ts-patch-3', 'ts-patch-4'))('%s', (tools) => {
  let builder: Builder;
  let project: Installed;
  beforeEach(() => {
    // A process for each round: what one left behind must not help the next.
    builder = startBuilder(tools);
    project = installProject(tools, {});
  });
  afterEach(() => {
    builder.stop();
    project.remove();
  });

  /** Writes what differs, removes what is gone; hands back the paths. */
  function update(before: Files, after: Files): string[] {
    const changed = Object.entries<string>(after).filter(([path, text]) => before[path] !== text);
    const gone = Object.keys(before).filter((path) => !(path in after));
    project.write(Object.fromEntries(changed));
    for (const path of gone) rmSync(join(project.folder, path));
    return [...changed.map(([path]) => path), ...gone].map((path) => join(project.folder, path));
  }

  test.each(Array.from({ length: rounds }, (_, round) => firstSeed + round))(
    'random edits, seed %i',
    async (seed) => {
      const random = createRandom(seed);
      const { options, args } = modes[seed % modes.length]!;
      const isWatching = (args as readonly string[]).includes('--watch');
      const run = () => builder.run(...args.map((arg) => (arg === '.' ? project.folder : arg)));
      const states: Generated[] = [generate(random)];
      let files = render(states[0]!);
      project.write({ ...files, 'tsconfig.json': config(options) });

      const check = async (step: number, report: Report) => {
        const errors = isWatching ? report.text.match(/error TS.*/g) : report.text || null;
        expect({ seed, step, errors }).toEqual({ seed, step, errors: null });
        const clean = await cleanVersions(isWatching ? cleaner() : builder, project.folder);
        expect({ seed, step, versions: versionsIn(project.folder) }).toEqual({ seed, step, versions: clean });
      };
      // A process watches one project.
      let other: Builder | undefined;
      const cleaner = () => {
        other ??= startBuilder(tools);
        return other;
      };
      try {
        await check(0, await run());
        for (let step = 1; step <= editsInRound; step += 1) {
          const isUndo = random.chance(0.2);
          const state = structuredClone(isUndo ? random.pick(states) : states.at(-1)!);
          if (!isUndo) for (let edits = 1 + random.below(2); edits > 0; edits -= 1) edit(random, state);
          states.push(state);
          const after = render(state);
          await pause();
          const paths = update(files, after);
          files = after;
          await check(step, isWatching ? await builder.changed(paths) : await run());
        }
        if (!isWatching) expect((await run()).written).toEqual([]);
      } finally {
        other?.stop();
      }
    },
  );
});
