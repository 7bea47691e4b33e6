import { dirname, join } from 'node:path';

import { type Arguments, assertNoRest, isOn, type OptionTable, textOf } from '../arguments.js';
import { type Command, type ExitCode, UsageError } from '../command.js';
import { findConfig } from '../find-config.js';
import { examine } from '../hosts/examine.js';
import type { Io } from '../io.js';
import { planFor } from './plan.js';
import { toJson, toText } from './text.js';
import { assertWritable, write } from './write.js';

const options: OptionTable = {
  project: { kind: 'path', short: 'p' },
  yes: { kind: 'boolean', short: 'y' },
  'dry-run': { kind: 'boolean' },
  json: { kind: 'boolean' },
};

const help = `Usage: keyshape init [options]

Looks at the project in this folder as \`keyshape doctor\` does: which tools that build, run or test TypeScript
are in its package.json. Shows the lines that keyshape needs and that are missing, asks, and writes them.
Lines are added, and nothing else in a file changes; where the place of one is not certain, and in scripts,
it is only shown, to be written by hand. A second run finds everything set up.

Options:
  -p, --project <tsconfig>  the tsconfig.json that the entries of ts-patch and ts-node belong into, or its
                            folder; package.json lies beside it. Left out: tsconfig.json in this folder
  -y, --yes                 do not ask; without a terminal nothing is written unless this is said
  --dry-run                 show the lines, and write nothing
  --json                    print what was found and done as JSON
  --no-color                print no colours; so does the environment's NO_COLOR, and FORCE_COLOR prints
                            them
  --help                    show this

Exit code: 0 the lines are written (or would be, with --dry-run), or everything is set up already; what is
left to be written by hand is shown; 1 none could be written and something is missing, or the answer was no;
2 it could not run: no package.json, a configuration that is broken or cannot be written, nobody to ask.
`;

async function runInit(args: Arguments, io: Io): Promise<ExitCode> {
  assertNoRest(args, 'It looks at the folder that it is run in; another one is -p <folder>.');
  const named = textOf(args, 'project');
  const config = named === undefined ? join(io.cwd, 'tsconfig.json') : findConfig(io.cwd, named);
  const folder = dirname(config);
  const examination = examine(folder);
  const { problems } = examination;
  const look = () => planFor(examination, config, named !== undefined);
  const plan = look();
  const { steps, files } = plan;
  const json = isOn(args, 'json');
  const print = (ok: boolean, written: boolean) => {
    if (json) io.out(toJson(plan, { ok, written, folder, problems }));
  };
  const isSetUp = steps.length > 0 && steps.every(({ kind }) => kind === 'set up');
  if (!json) io.out(toText(plan, problems, io));

  if (files.size === 0) {
    if (!json && isSetUp) io.out('Already set up: nothing to write.\n');
    print(isSetUp, false);
    return isSetUp ? 0 : 1;
  }
  if (isOn(args, 'dry-run')) {
    print(true, false);
    return 0;
  }
  assertWritable(folder, files);
  const names = [...files.keys()].join(', ');
  if (!isOn(args, 'yes')) {
    const answer = await io.ask?.(`Write ${names}?`);
    if (answer === undefined)
      throw new UsageError(
        `it would write ${names}, and nobody is there to ask. Say --yes, or look with --dry-run.`,
      );
    if (!answer) {
      print(false, false);
      return 1;
    }
    // Somebody may have saved one of them while the question stood.
    if ([...look().files].some(([name, text]) => files.get(name) !== text))
      throw new UsageError('a file changed in the meantime. Nothing is written; run it again.');
  }
  await write(folder, files);
  if (!json) io.out(`Wrote ${names}.\n`);
  print(true, true);
  return 0;
}

/** `keyshape init`. */
export const initCommand: Command = { help, options, run: runInit };
