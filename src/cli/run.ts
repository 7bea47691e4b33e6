import { packageVersion } from '../project/index.js';
import { type Command, type ExitCode, UsageError } from './command.js';
import { commands } from './commands.js';
import type { Io } from './io.js';

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
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    io.out(generalHelp());
    return first === undefined ? 2 : 0;
  }
  if (first === '--version' || first === '-v') {
    io.out(`${packageVersion}\n`);
    return 0;
  }
  const command = commands.find(({ name }) => name === first);
  if (!command) {
    io.error(
      `keyshape: there is no command \`${first}\`. The commands are: ${commands.map(({ name }) => name).join(', ')}.\n`,
    );
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(command.help);
    return 0;
  }
  return await runCommand(command, rest, io);
}

async function runCommand(command: Command, args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await command.run(args, io);
  } catch (error) {
    const expected = error instanceof UsageError;
    const text = error instanceof Error ? (expected ? error.message : error.stack) : String(error);
    io.error(`keyshape ${command.name}: ${text}\n`);
    return 2;
  } finally {
    io.progress('');
  }
}
