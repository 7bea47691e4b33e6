import { noTool } from '../hosts/examine.js';
import type { Io } from '../io.js';
import type { Plan, Step } from './plan.js';

/** What a plan comes to, for a person. */
export function toText({ steps, scripts }: Plan, problems: readonly string[], io: Io): string {
  const lines = problems.map((problem) => `${io.paint('red', 'wrong')}    ${problem}`);
  for (const step of steps) lines.push(...linesOf(step, io));
  for (const script of scripts)
    lines.push(`${io.paint('yellow', 'by hand')}  in "scripts" of package.json: ${script}`);
  if (steps.length === 0) lines.push(noTool);
  return lines.map((line) => `${line}\n`).join('');
}

function linesOf(step: Step, io: Io): readonly string[] {
  const { host, file } = step;
  const name = `${host.name}${file === undefined ? '' : ` (${file})`}`;
  if (step.kind === 'set up') return [`${io.paint('green', 'set up')}   ${name}`];
  if (step.kind === 'write') {
    const shown = step.lines.map(({ line, text }) => `${`${line}`.padStart(7)} + ${text}`);
    return [`${io.paint('cyan', 'to add')}   ${name}`, ...shown.map((line) => io.paint('green', line))];
  }
  return [
    `${io.paint('yellow', 'by hand')}  ${name}: ${host.line}`,
    ...(step.reason === undefined ? [] : [`         ${step.reason}`]),
    `         ${host.page}`,
  ];
}

/** The result for tools. Keys are added to it, never taken away, within a major version. */
export function toJson(
  { steps, scripts }: Plan,
  result: {
    readonly ok: boolean;
    readonly written: boolean;
    readonly folder: string;
    readonly problems: readonly string[];
  },
): string {
  const { ok, written, folder, problems } = result;
  const found = steps.map((step) => ({
    host: step.host.name,
    state:
      step.kind === 'set up' ? 'set up' : step.kind === 'by hand' ? 'by hand' : written ? 'added' : 'to add',
    ...(step.file !== undefined && { file: step.file }),
    ...(step.kind === 'write' && { lines: step.lines }),
    ...(step.kind === 'by hand' && {
      ...(step.reason !== undefined && { reason: step.reason }),
      line: step.host.line,
      page: step.host.page,
    }),
  }));
  return `${JSON.stringify({ ok, written, folder, hosts: found, scripts, problems }, undefined, 2)}\n`;
}
