import { resolve } from 'node:path';
import { didYouMean } from '../../calls/did-you-mean.js';
import type { CalledModel } from '../../calls/models.js';
import { bodyLines } from '../../lock/body.js';
import { typeNameOf } from '../../lock/identity.js';
import { slashed } from '../../paths.js';
import { type Arguments, isOn, type OptionTable } from '../arguments.js';
import { type Command, type ExitCode, UsageError } from '../command.js';
import type { Io } from '../io.js';
import { readScopes, type SourceModel, shownPlace } from '../locks.js';
import { page } from '../pager.js';
import { type ShownPart, shownTree, treeText } from './tree-text.js';

const options: OptionTable = {
  project: { kind: 'string', short: 'p' },
  json: { kind: 'boolean' },
};

const help = `Usage: keyshape inspect [options] [<file> <Type>]

Shows a cached type: its version, its calls, its parts with the line that declares each, and its
canonical text, one field a line; joined, without the commas before closing braces, the lines are what
is hashed. The file is the one that declares the type, or one that calls with it. Without arguments:
every call, with its version.

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

/** Whether a call is of the type that a command line names: by the file that declares it, or by one that calls with it. */
function isOf({ type, place }: CalledModel, path: string): boolean {
  return [type.fileName, place.fileName].some((name) => slashed(name) === path);
}

function isCalled({ type, written }: CalledModel, name: string): boolean {
  return type.name === name || written === name;
}

function notFound(models: readonly SourceModel[], file: string, type: string, path: string): UsageError {
  const ofFile = models.filter(({ called }) => called.some((one) => isOf(one, path)));
  const names = (ofFile.length > 0 ? ofFile : models).map(({ identity }) => typeNameOf(identity));
  const near = didYouMean(type, names);
  return new UsageError(
    `no call names a type ${type} that ${file} declares or calls with.${near === undefined ? '' : ` Did you mean \`${near}\`?`} \`keyshape inspect\` lists them all.`,
  );
}

async function runInspect(args: Arguments, io: Io): Promise<ExitCode> {
  const [file, type, more] = args.rest;
  if (more !== undefined || (file !== undefined && type === undefined))
    throw new UsageError(
      'write `keyshape inspect <file> <Type>`, or nothing behind it.\nSee keyshape inspect --help.',
    );
  const path = file === undefined ? '' : slashed(resolve(io.cwd, file));
  // The tree is asked of the compiler, which is gone when all is read.
  let asked: { readonly called: CalledModel; readonly tree: ShownPart } | undefined;
  const { scopes } = await readScopes({ ...args, rest: [] }, io, (project) => {
    const called = project.models.find((model) => isOf(model, path) && isCalled(model, type ?? ''));
    if (called !== undefined) asked ??= { called, tree: shownTree(called.reading.tree(), io.cwd) };
  });
  const models = scopes.flatMap((scope) => scope.models);
  const isJson = isOn(args, 'json');
  if (file === undefined || type === undefined) {
    if (isJson) io.out(`${JSON.stringify({ ok: true, models: models.map(plain) }, undefined, 2)}\n`);
    else page(listing(models, io), io);
    return 0;
  }
  const model = models.find(({ called }) => asked !== undefined && called.includes(asked.called));
  if (asked === undefined || model === undefined) throw notFound(models, file, type, path);
  const { tree } = asked;
  if (isJson) io.out(`${JSON.stringify({ ok: true, models: [{ ...plain(model), tree }] }, undefined, 2)}\n`);
  else page(details(model, tree, io), io);
  return 0;
}

function listing(models: readonly SourceModel[], io: Io): string {
  const rows = models.flatMap((model) =>
    model.calls.map((call) => ({ model, call, place: shownPlace(call) })),
  );
  if (rows.length === 0) return 'There is no call.\n';
  const width = Math.min(60, Math.max(...rows.map(({ place }) => place.length)));
  return rows
    .map(
      ({ model, call, place }) =>
        `${place.padEnd(width)}  ${io.paint('cyan', model.version)}  ${call.intrinsic}<${call.written}>\n`,
    )
    .join('');
}

function details({ identity, version, text, calls }: SourceModel, tree: ShownPart, io: Io): string {
  return [
    io.paint('bold', identity),
    `version ${io.paint('cyan', version)}`,
    ...calls.map((call) => `called at ${shownPlace(call)}: ${call.intrinsic}<${call.written}>`),
    '',
    treeText(tree, io),
    ...bodyLines(text),
    '',
  ].join('\n');
}

/** `keyshape inspect`. */
export const inspectCommand: Command = { help, options, run: runInspect };
