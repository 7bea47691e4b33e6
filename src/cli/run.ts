import { packageVersion } from '../project/index.js';
import { isOn, readArguments } from './arguments.js';
import { type Command, type ExitCode, UsageError } from './command.js';
import { commands } from './commands.js';
import { didYouMean } from './did-you-mean.js';
import type { Io } from './io.js';
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

/**
 * Runs the command line.
 *
 * @param args - the arguments, without node and the script
 * @param io - where to read from and write to
 * @returns the exit code: 0 fine, 1 the command found something, 2 it could not run
 */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const [first, ...rest] = args.filter((argument) => argument !== '--no-color');
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
    return name === undefined || name.startsWith('-') ? run(['--help'], io) : run([name, '--help'], io);
  }
  const command = commands.find(({ name }) => name === first);
  if (command) return await runCommand(command, rest, io);
  const names = commands.map(({ name }) => name);
  const near = didYouMean(first, first.startsWith('-') ? ['--help', '--version'] : names);
  const what = first.startsWith('-') ? `unknown option \`${first}\`` : `there is no command \`${first}\``;
  io.error(
    `keyshape: ${what}.${near === undefined ? '' : ` Did you mean \`${near}\`?`} The commands are: ${names.join(', ')}.\n`,
  );
  return 2;
}

async function runCommand(command: Command, args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    const parsed = readArguments(command.name, args, command.options);
    if (isOn(parsed, 'help')) {
      io.out(command.help);
      return 0;
    }
    return await command.run(parsed, io);
  } catch (error) {
    const message = error instanceof UsageError ? error.message : describeError(error);
    // Who asked for JSON reads JSON, and the message goes to the error channel as ever.
    if (
      command.options.json !== undefined &&
      args.some((argument) => /^--?json(?:=true)?$/i.test(argument))
    ) {
      io.out(`${JSON.stringify({ ok: false, error: message }, undefined, 2)}\n`);
    }
    io.error(`keyshape ${command.name}: ${message}\n`);
    return command.failure;
  } finally {
    io.progress('');
  }
}
