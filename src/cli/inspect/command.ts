import { resolve } from 'node:path';
import { didYouMean } from '../../calls/did-you-mean.js';
import { bodyLines } from '../../lock/body.js';
import { slashed } from '../../paths.js';
import { type Arguments, isOn, type OptionTable } from '../arguments.js';
import { nameOf } from '../changes-text.js';
import { type Command, type ExitCode, UsageError } from '../command.js';
import type { Io } from '../io.js';
import { placeOf, readScopes, type SourceModel } from '../locks.js';
import { page } from '../pager.js';

const options: OptionTable = {
  project: { kind: 'string', short: 'p' },
  json: { kind: 'boolean' },
};

const help = `Usage: keyshape inspect [options] [<file> <Type>]

Shows a cached type: its version, its calls and its canonical text, one field a line; joined, without
the commas before closing braces, the lines are what is hashed. The file is the one that declares the
type, or one that calls with it. Without arguments: every call, with its version.

Options:
  -p, --project <tsconfig>  the configuration, or its folder (default: the nearest tsconfig.json)
  --json                    print the result as JSON
  --no-color                print no colours; so does the environment's NO_COLOR, and FORCE_COLOR prints
                            them
  --help                    show this

Exit code: 0 shown; 2 there is no such type (arguments, configuration, types that cannot be read).
`;

function plain({ identity, version, text, calls }: SourceModel) {
  return { identity, version, calls, text };
}

function found(models: readonly SourceModel[], file: string, type: string, cwd: string): SourceModel {
  const path = slashed(resolve(cwd, file));
  const ofFile = models.filter(
    ({ called, calls }) =>
      slashed(called.type.fileName) === path ||
      calls.some((call) => slashed(resolve(cwd, call.file)) === path),
  );
  const isMeant = ({ identity, calls }: SourceModel) =>
    nameOf(identity) === type || calls.some(({ written }) => written === type);
  const model = ofFile.find(isMeant);
  if (model !== undefined) return model;
  const names = (ofFile.length > 0 ? ofFile : models).map(({ identity }) => nameOf(identity));
  const near = didYouMean(type, names);
  throw new UsageError(
    `no call names a type ${type} that ${file} declares or calls with.${near === undefined ? '' : ` Did you mean \`${near}\`?`} \`keyshape inspect\` lists them all.`,
  );
}

async function runInspect(args: Arguments, io: Io): Promise<ExitCode> {
  const [file, type, more] = args.rest;
  if (more !== undefined || (file !== undefined && type === undefined))
    throw new UsageError(
      'write `keyshape inspect <file> <Type>`, or nothing behind it.\nSee keyshape inspect --help.',
    );
  const { scopes } = await readScopes({ ...args, rest: [] }, io);
  const models = scopes.flatMap((scope) => scope.models);
  const isJson = isOn(args, 'json');
  if (file === undefined || type === undefined) {
    if (isJson) io.out(`${JSON.stringify({ ok: true, models: models.map(plain) }, undefined, 2)}\n`);
    else page(listing(models, io), io);
    return 0;
  }
  const model = found(models, file, type, io.cwd);
  if (isJson) io.out(`${JSON.stringify({ ok: true, models: [plain(model)] }, undefined, 2)}\n`);
  else page(details(model, io), io);
  return 0;
}

function listing(models: readonly SourceModel[], io: Io): string {
  const rows = models.flatMap((model) => model.calls.map((call) => ({ model, call, place: placeOf(call) })));
  if (rows.length === 0) return 'There is no call.\n';
  const width = Math.min(60, Math.max(...rows.map(({ place }) => place.length)));
  return rows
    .map(
      ({ model, call, place }) =>
        `${place.padEnd(width)}  ${io.paint('cyan', model.version)}  ${call.intrinsic}<${call.written}>\n`,
    )
    .join('');
}

function details({ identity, version, text, calls }: SourceModel, io: Io): string {
  return [
    io.paint('bold', identity),
    `version ${io.paint('cyan', version)}`,
    ...calls.map((call) => `called at ${placeOf(call)}: ${call.intrinsic}<${call.written}>`),
    '',
    ...bodyLines(text),
    '',
  ].join('\n');
}

/** `keyshape inspect`. */
export const inspectCommand: Command = { help, options, run: runInspect };
