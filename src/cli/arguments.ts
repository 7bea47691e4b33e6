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

  const reading = new Reading(command);
  for (const token of tokens) {
    if (token.kind === 'positional') {
      reading.text(token.value);
      continue;
    }
    reading.close();
    if (token.kind !== 'option') continue;
    const { name, value } = token;
    const spec = Object.hasOwn(options, name) ? options[name] : undefined;
    if (spec !== undefined) reading.option(name, spec, value);
    else reading.fail(unknown(args[token.index] ?? token.rawName, byName));
  }
  reading.close();
  const { given, rest, problem } = reading;
  return { command, given, rest, problem };
}

/** What was read of a command line so far. */
class Reading {
  readonly given: Record<string, boolean | string | readonly string[] | null> = {};
  readonly rest: string[] = [];
  problem: string | undefined;
  /** The option that takes the next text. */
  private taking: { readonly name: string; readonly spec: OptionSpec } | undefined;

  constructor(private readonly command: string) {}

  /** Only the first thing that is wrong is told. */
  fail(text: string): void {
    this.problem ??= `${text}\nSee keyshape ${this.command} --help.`;
  }

  text(text: string): void {
    if (!this.take(text)) this.rest.push(text);
  }

  /** @param value - what stands behind the `=` in `--name=value` */
  option(name: string, spec: OptionSpec, value: string | undefined): void {
    if (this.given[name] !== undefined && !['boolean', 'files', 'repeated'].includes(spec.kind)) {
      this.fail(`\`--${name}\` is given twice.`);
    }
    if (spec.kind === 'boolean') this.given[name] = true;
    this.taking = { name, spec };
    if (value === undefined) return;
    if (!this.take(value)) this.fail(`\`--${name}\` is on or off: it takes true or false, not ${value}.`);
    // What follows `--name=value` is not part of it.
    this.taking = undefined;
  }

  /** The option before takes nothing more. */
  close(): void {
    const { taking } = this;
    if (taking && this.given[taking.name] === undefined && taking.spec.kind !== 'boolean') {
      this.fail(`\`--${taking.name}\` needs a value.`);
    }
    this.taking = undefined;
  }

  /** Hands a text to the option before; not where that takes none, or not this one. */
  private take(text: string): boolean {
    if (!this.taking) return false;
    const { name, spec } = this.taking;
    if (spec.kind !== 'files') this.taking = undefined;
    if (spec.kind === 'boolean') {
      if (!/^(?:true|false|null)$/.test(text)) return false;
      this.given[name] = text === 'null' ? null : text === 'true';
      return true;
    }
    if (text === '' && spec.kind !== 'string' && spec.kind !== 'list')
      this.fail(`\`--${name}\` needs a value.`);
    // tsc up to 6.0 takes anything, and counts on with `NaN`.
    if (spec.kind === 'number' && !/^(?:\d+|null)$/.test(text)) {
      this.fail(`\`--${name}\` takes a whole number, not ${text}.`);
    }
    if (spec.kind === 'files' || spec.kind === 'repeated') this.given[name] = [...textsOf(this, name), text];
    else this.given[name] = text === 'null' ? null : spec.kind === 'list' ? listOf(text) : text;
    return true;
  }
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
