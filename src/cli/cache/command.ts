import { isHexVersion } from '../../cache/versions.js';
import { type Arguments, isOn, type OptionTable, textOf, textsOf } from '../arguments.js';
import { type Command, type ExitCode, UsageError } from '../command.js';
import { findConfig } from '../find-config.js';
import type { Io } from '../io.js';
import { connect } from './connect.js';
import type { CacheOptions, PresentVersions } from './options.js';
import { runPurge } from './purge.js';
import { runReport } from './report.js';

const help = `Usage: keyshape cache report <url> [options]
       keyshape cache purge <url> --version <version>… [options]

report says what a Redis or Valkey holds of each version: keys, memory, the time they still have, and how long ago
they were used. A version that nobody has used for long is one that no instance asks for any more.
purge deletes the entries of versions, slowly. It is always safe: what is still in use costs misses.
Both look at every master of a cluster, use the project's own ioredis or redis, and touch no key that does not begin
with a version.

Options of report:
  --project, -p <path> mark the versions that this tsconfig.json, or the one in this folder, builds
  --current <version>  a version of the present build, to be marked (may be repeated)
  --prefix <text>      what stands before keys in the keys of tokens (default: keyshape:)
  --sample <number>    how many keys of each version are asked about (default: 100)

Options of purge:
  --version <version>  a version to delete the entries of (may be repeated)
  --rate <number>      how many keys a second are deleted at most (default: 1000)
  --dry-run            count, and delete nothing
  --yes                do not ask first

Options of both:
  --json               print the result as JSON
  --no-color           print no colours
  --help               show this

Exit code: 0 done; 1 not done, because the answer was no; 2 it could not be done (arguments, no client, no server).
`;

function count(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UsageError(`--${name} takes a whole number above 0, and not ${JSON.stringify(text)}.`);
}

const table: OptionTable = {
  project: { kind: 'path', short: 'p' },
  current: { kind: 'repeated' },
  version: { kind: 'repeated' },
  prefix: { kind: 'string' },
  sample: { kind: 'number' },
  rate: { kind: 'number' },
  'dry-run': { kind: 'boolean' },
  yes: { kind: 'boolean' },
  json: { kind: 'boolean' },
};

async function run(args: Arguments, io: Io): Promise<ExitCode> {
  const named = textsOf(args, 'current');
  const versions = textsOf(args, 'version');
  const [what, url, ...more] = args.rest;
  if ((what !== 'report' && what !== 'purge') || url === undefined || more.length > 0)
    throw new UsageError(
      'write `keyshape cache report <url>` or `keyshape cache purge <url>`. See keyshape cache --help.',
    );
  for (const version of [...named, ...versions]) {
    if (!isHexVersion(version))
      throw new UsageError(
        `${JSON.stringify(version)} is no version: 8 to 64 hex digits, as \`keyshape cache report\` lists them.`,
      );
  }
  if (what === 'purge' && versions.length === 0)
    throw new UsageError(
      'say which versions to purge: --version <version>. `keyshape cache report` lists them.',
    );
  const project = textOf(args, 'project');
  if (project !== undefined && what === 'purge')
    throw new UsageError('--project is of `keyshape cache report`: what a build uses is not to be purged.');
  const built = project === undefined ? [] : await presentVersions(io, project);
  const options: CacheOptions = {
    current: new Map([...named.map((version) => [version, []] as const), ...built]),
    versions: [...new Set(versions)],
    prefix: textOf(args, 'prefix') ?? 'keyshape:',
    sample: count('sample', textOf(args, 'sample') ?? '100'),
    rate: count('rate', textOf(args, 'rate') ?? '1000'),
    dryRun: isOn(args, 'dry-run'),
    yes: isOn(args, 'yes'),
    json: isOn(args, 'json'),
  };
  const { nodes, close } = await connect(url, io.cwd);
  try {
    return await (what === 'report' ? runReport : runPurge)(nodes, options, io);
  } finally {
    await close();
  }
}

/** What reads types is loaded only for those who ask. */
async function presentVersions(io: Io, project: string): Promise<PresentVersions> {
  const { versionsOf } = await import('./present-build.js');
  return versionsOf(findConfig(io.cwd, project));
}

/** `keyshape cache`. */
export const cacheCommand: Command = {
  help,
  options: table,
  run,
};
