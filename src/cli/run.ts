import { setImmediate as turn } from 'node:timers/promises';
import { didYouMean } from '../calls/did-you-mean.js';
import { packageVersion } from '../version.js';
import { isOn, readArguments } from './arguments.js';
import { type ExitCode, UsageError } from './command.js';
import { commands, type ListedCommand } from './commands.js';
import { type Io, withoutColours } from './io.js';
import { describeError } from './system-errors.js';

function generalHelp(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'Usage: keyshape <command> [options]',
    '',
    'Commands:',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'Options:',
    '  --help      show this, or the help of a command: keyshape <command> --help',
    '  --version   show the version',
    '',
  ].join('\n');
}

/** A command line, taken apart as far as that goes without the options of the command. */
export interface CommandLine {
  /** What stands where the command's name does; it need not be one. */
  readonly first: string | undefined;
  readonly command: ListedCommand | undefined;
  /** Everything else. */
  readonly rest: readonly string[];
}

/**
 * Finds the command of a command line.
 *
 * @param args - the arguments, without node and the script
 */
export function commandLine(args: readonly string[]): CommandLine {
  // The one option that may stand before the command, which reads it wherever it stands.
  const start = args.findIndex((argument) => !/^--?no-color$/i.test(argument));
  const [first, ...rest] = start === -1 ? [] : [...args.slice(start), ...args.slice(0, start)];
  return { first, command: commands.find(({ name }) => name === first), rest };
}

/**
 * Runs a command line.
 *
 * @param io - where to read from and write to
 * @returns the exit code: 0 fine, 1 the command found something, 2 it could not run
 */
export async function run({ first, command, rest }: CommandLine, io: Io): Promise<ExitCode> {
  if (command) return await runCommand(command, rest, io);
  if (first === undefined || first === '--help' || first === '-h') {
    io.out(generalHelp());
    return first === undefined ? 2 : 0;
  }
  if (first === '--version' || first === '-v') {
    io.out(`${packageVersion}\n`);
    return 0;
  }
  if (first === 'help') {
    const [name] = rest;
    return run(commandLine(name === undefined || name.startsWith('-') ? ['--help'] : [name, '--help']), io);
  }
  const names = commands.map(({ name }) => name);
  const near = didYouMean(first, first.startsWith('-') ? ['--help', '--version'] : names);
  const what = first.startsWith('-') ? `unknown option \`${first}\`` : `there is no command \`${first}\``;
  io.error(
    `keyshape: ${what}.${near === undefined ? '' : ` Did you mean \`${near}\`?`} The commands are: ${names.join(', ')}.\n`,
  );
  return 2;
}

async function runCommand(listed: ListedCommand, args: readonly string[], io: Io): Promise<ExitCode> {
  const { name, failure } = listed;
  let json = false;
  try {
    const command = await listed.load();
    const parsed = readArguments(name, args, command.options);
    // Whoever asked for JSON reads JSON; the message goes to the error channel as well.
    json = isOn(parsed, 'json');
    if (parsed.problem !== undefined) throw new UsageError(parsed.problem);
    if (isOn(parsed, 'help')) {
      io.out(command.help);
      return 0;
    }
    return await command.run(parsed, isOn(parsed, 'no-color') ? withoutColours(io) : io);
  } catch (error) {
    // A signal that ended the compiler (Ctrl+C) was sent to this process too: it ends here, before that end is shown as an error.
    await turn();
    await turn();
    const message = describeError(error);
    if (json) io.out(`${JSON.stringify({ ok: false, error: message }, undefined, 2)}\n`);
    io.error(`keyshape ${name}: ${message}\n`);
    return failure;
  } finally {
    io.progress('');
  }
}
