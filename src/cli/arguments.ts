import { parseArgs } from 'node:util';

import { didYouMean } from '../calls/did-you-mean.js';
import { UsageError } from './usage-error.js';

/**
 * What an option takes. A `list` is separated by commas; `files` are all the arguments up to the next option; what is
 * `repeated` may be given more than once, with one value each time.
 */
export type OptionKind = 'boolean' | 'string' | 'number' | 'path' | 'list' | 'files' | 'repeated';

/** An option of a command. */
export interface OptionSpec {
  readonly kind: OptionKind;
  /** Its name behind one dash. */
  readonly short?: string;
}

/** The options of a command, by name. */
export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** What a command line says. */
export interface Arguments {
  /** The command's name in messages. */
  readonly command: string;
  /** What was given, by the option's own name: `true`, `false`, or texts. `null` is an option taken back, as tsc has it. */
  readonly given: Readonly<Record<string, boolean | string | readonly string[] | null>>;
  /** What stands without an option. */
  readonly rest: readonly string[];
  /** What is wrong first: an unknown option, one without its value, or one that is given twice. */
  readonly problem: string | undefined;
}

/** Options of every command. */
export const general: OptionTable = {
  help: { kind: 'boolean', short: 'h' },
  'no-color': { kind: 'boolean' },
};

/**
 * Reads a command line, in the one way that all commands share, and which is tsc's: one dash or two, any capitals,
 * `--name value` or `--name=value`, and `true` or `false` behind an option that is on or off.
 *
 * @param command - the name of the command, for messages
 * @returns what it says; where something is wrong with it, `problem` says what, and the rest is read all the same
 */
export function readArguments(command: string, args: readonly string[], table: OptionTable): Arguments {
  const options = { ...table, ...general };
  const byName = new Map(Object.keys(options).map((name) => [name.toLowerCase(), name]));
  const byShort = new Map(
    Object.entries(options).flatMap(([name, { short }]) => (short === undefined ? [] : [[short, name]])),
  );
  const nameOf = (bare: string) => byShort.get(bare) ?? byName.get(bare.toLowerCase());
  const { tokens } = parseArgs({
    args: args.map((argument) => withTwoDashes(argument, nameOf)),
    options: Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'boolean' as const }])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });

  const given: Record<string, boolean | string | readonly string[] | null> = {};
  const rest: string[] = [];
  let taking: { readonly name: string; readonly spec: OptionSpec } | undefined;
  let problem: string | undefined;
  const fail = (text: string) => {
    problem ??= `${text}\nSee keyshape ${command} --help.`;
  };
  const close = () => {
    if (taking && given[taking.name] === undefined && taking.spec.kind !== 'boolean') {
      fail(`\`--${taking.name}\` needs a value.`);
    }
    taking = undefined;
  };
  const take = (text: string): boolean => {
    if (!taking) return false;
    const { name, spec } = taking;
    if (spec.kind === 'boolean') {
      taking = undefined;
      if (!/^(?:true|false|null)$/.test(text)) return false;
      given[name] = text === 'null' ? null : text === 'true';
      return true;
    }
    if (text === '' && spec.kind !== 'string' && spec.kind !== 'list') fail(`\`--${name}\` needs a value.`);
    // tsc up to 6.0 takes anything, and counts on with `NaN`.
    if (spec.kind === 'number' && !/^(?:\d+|null)$/.test(text)) {
      fail(`\`--${name}\` takes a whole number, not ${text}.`);
    }
    if (spec.kind === 'files' || spec.kind === 'repeated') {
      given[name] = [...textsOf({ given }, name), text];
      if (spec.kind === 'repeated') taking = undefined;
      return true;
    }
    given[name] = text === 'null' ? null : spec.kind === 'list' ? listOf(text) : text;
    taking = undefined;
    return true;
  };

  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (!take(token.value)) rest.push(token.value);
      continue;
    }
    close();
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (spec === undefined) {
      fail(unknown(args[token.index] ?? token.rawName, byName));
      continue;
    }
    const { name } = token;
    if (given[name] !== undefined && !['boolean', 'files', 'repeated'].includes(spec.kind)) {
      fail(`\`--${name}\` is given twice.`);
    }
    if (spec.kind === 'boolean') given[name] = true;
    taking = { name, spec };
    if (token.value === undefined) continue;
    if (!take(token.value)) fail(`\`--${name}\` is on or off: it takes true or false, not ${token.value}.`);
    // What follows `--name=value` is not part of it.
    taking = undefined;
  }
  close();
  return { command, given, rest, problem };
}

/** `-project`, `-p` and `--PROJECT` as `--project`: then node's parser sees the one form. */
function withTwoDashes(argument: string, nameOf: (bare: string) => string | undefined): string {
  const parts = /^--?([^=]+)(=[\s\S]*)?$/.exec(argument);
  if (!parts || argument === '--') return argument;
  const [, bare = '', value = ''] = parts;
  return `--${nameOf(bare) ?? bare}${value}`;
}

function unknown(written: string, byName: ReadonlyMap<string, string>): string {
  const option = written.replace(/=[\s\S]*$/, '');
  const near = didYouMean(option.replace(/^-+/, ''), [...byName.values()]);
  return `unknown option \`${option}\`.${near === undefined ? '' : ` Did you mean \`--${near}\`?`}`;
}

function listOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** The text of an option, if it was given one. */
export function textOf({ given }: Arguments, name: string): string | undefined {
  const value = given[name];
  return typeof value === 'string' ? value : undefined;
}

/** All texts of an option. */
export function textsOf({ given }: Pick<Arguments, 'given'>, name: string): readonly string[] {
  const value = given[name];
  return Array.isArray(value) ? value : [];
}

/** Whether an option is on. */
export function isOn({ given }: Arguments, name: string): boolean {
  return given[name] === true;
}

/** @throws UsageError where something stands without an option and the command takes nothing such */
export function assertNoRest({ command, rest }: Arguments, hint: string): void {
  if (rest.length === 0) return;
  throw new UsageError(`\`${rest[0]}\` is not expected here. ${hint}\nSee keyshape ${command} --help.`);
}
