import { type Arguments, assertNoRest, isOn, type OptionTable } from '../arguments.js';
import type { Command, ExitCode } from '../command.js';
import { type Examination, examine, noTool } from '../hosts/examine.js';
import type { Io } from '../io.js';

const options: OptionTable = { json: { kind: 'boolean' } };

const help = `Usage: keyshape doctor [options]

Looks at the project in this folder: which tools that build, run or test TypeScript are in its package.json,
which of them keyshape is set up in, and which line is missing where. Nothing is run, nothing is written.
\`keyshape init\` writes the lines. Whether the output of a build is right says \`keyshape verify\`.

Options:
  --json                    print what was found as JSON
  --no-color                print no colours; so does the environment's NO_COLOR, and FORCE_COLOR prints
                            them
  --help                    show this

Exit code: 0 set up in every tool that was found; 1 something is missing; 2 there is no package.json to
look at.
`;

function runDoctor(args: Arguments, io: Io): ExitCode {
  assertNoRest(args, 'It looks at the folder that it is run in.');
  const examination = examine(io.cwd);
  const { findings, problems } = examination;
  const isFine = problems.length === 0 && findings.length > 0 && findings.every(({ isSetUp }) => isSetUp);
  io.out(isOn(args, 'json') ? toJson(examination, isFine) : toText(examination, io));
  return isFine ? 0 : 1;
}

function toText({ findings, problems }: Examination, io: Io): string {
  const lines = problems.map((problem) => `${io.paint('red', 'wrong')}    ${problem}`);
  for (const { host, isSetUp, file } of findings) {
    const where = file === undefined ? '' : ` (${file})`;
    if (isSetUp) lines.push(`${io.paint('green', 'set up')}   ${host.name}${where}`);
    else
      lines.push(
        `${io.paint('red', 'missing')}  ${host.name}${where}: ${host.line}`,
        `         ${host.page}`,
      );
  }
  if (findings.length === 0) lines.push(noTool);
  return `${lines.join('\n')}\n`;
}

/** The result for tools. Keys are added to it, never taken away, within a major version. */
function toJson({ folder, findings, problems }: Examination, ok: boolean): string {
  const found = findings.map(({ host: { name, line, page }, isSetUp, file }) => ({
    host: name,
    setUp: isSetUp,
    ...(file !== undefined && { file }),
    ...(!isSetUp && { line, page }),
  }));
  return `${JSON.stringify({ ok, folder, hosts: found, problems }, undefined, 2)}\n`;
}

/** `keyshape doctor`. */
export const doctorCommand: Command = { help, options, run: runDoctor };
