import type { Io } from '../io.js';
import { counted } from '../print.js';
import { cures } from './cures.js';
import {
  type CallFinding,
  type Disagreement,
  type Finding,
  findingsOf,
  hasUnreplaced,
  ignoredEntriesOf,
  majorOf,
  namesOf,
  noFiles,
  type OutputFinding,
  type UnseenCall,
  unknownCalls,
  unresolvedImportsOf,
  type VerifyResult,
} from './result.js';

const titles: Readonly<Record<Disagreement, string>> = {
  stale: 'stale: the output holds the version of another type',
  'not-replaced': 'not replaced: the call itself stands in the output, so it throws at run time',
  'not-built': 'never built: there is no such output file',
  'not-located': 'cannot be located in the output',
  missing: 'missing: code around the call is in the output, and its version is nowhere',
};

const strangers: Readonly<Record<OutputFinding['kind'], string>> = {
  import: 'keyshape is imported: a call was left in place, and throws at run time',
  reference: 'an intrinsic of keyshape is named: a call was left in place, and throws at run time',
  runtime: 'the module of keyshape is in the bundle: a call was left in place, and throws at run time',
  'unknown-version': 'stale: this version is that of no call',
};

/** A canonical form can be of any length. */
function short(text: string): string {
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}

/**
 * The result for a person.
 *
 * @param ok - whether the run succeeds
 */
export function toText(result: VerifyResult, ok: boolean, paint: Io['paint']): string {
  const findings = findingsOf(result);
  const lines: string[] = [];
  for (const finding of findings) lines.push(...show(finding, paint), '');
  lines.push(...warnings(result, paint));
  const compared = result.projects.filter(({ skipped }) => skipped === undefined);
  const calls = compared.reduce((sum, project) => sum + project.calls, 0);
  const files = compared.reduce((sum, project) => sum + project.files, 0);
  const scope = `${counted(calls, 'call')} in ${counted(files, 'file')} of ${counted(compared.length, 'project')}`;
  if (findings.length === 0) {
    const text =
      calls === 0
        ? `no call of keyshape in ${counted(compared.length, 'project')}`
        : `${scope} agree with the output${result.outputs ? ` (${counted(result.outputs.files, 'file')})` : ''}`;
    const verdict = ok
      ? paint('green', 'ok')
      : `${paint(['bold', 'red'], 'failed')} for the warnings (--strict)`;
    return [...lines, `${verdict}: ${text}`, ''].join('\n');
  }
  lines.push(`${paint(['bold', 'red'], counted(findings.length, 'problem'))}, ${scope} compared`, '');
  return [...lines, ...cures(result, findings, paint), ''].join('\n');
}

function show(finding: Finding, paint: Io['paint']): readonly string[] {
  const place = paint('cyan', `${finding.file}:${finding.line}:${finding.column}`);
  if (finding.kind === 'error') return [`${place}  ${paint('red', 'error')} ${finding.message}`];
  if (isStranger(finding)) {
    const { kind, found } = finding;
    return [
      `${place}  ${paint('red', strangers[kind])}`,
      ...(found === undefined ? [] : [`  found     ${found}`]),
    ];
  }
  return [`${place}  ${paint('bold', `${finding.intrinsic}<${finding.type}>`)}`, ...details(finding, paint)];
}

function isStranger(finding: CallFinding | OutputFinding): finding is OutputFinding {
  return finding.kind in strangers;
}

function details(
  { kind, expected, found, output, reason }: CallFinding,
  paint: Io['paint'],
): readonly string[] {
  const at = output.line === undefined ? output.file : `${output.file}:${output.line}:${output.column}`;
  return [
    `  ${paint('red', titles[kind])}`,
    ...(reason === undefined ? [] : [`  ${reason}`]),
    `  expected  ${paint('green', short(expected))}`,
    ...(found === undefined ? [] : [`  found     ${paint('red', short(found))}`]),
    `  output    ${at}`,
  ];
}

function warnings(result: VerifyResult, paint: Io['paint']): readonly string[] {
  const lines: string[] = [];
  const warning = paint('yellow', 'warning');
  for (const { config, skipped, calls, hasEntry } of result.projects) {
    // A configuration that only lists others is not a surprise to anyone.
    if (skipped !== undefined && skipped !== noFiles) {
      lines.push(`${warning} ${config}: not compared, because ${skipped}`, '');
    } else if (calls > 0 && !hasEntry) {
      lines.push(
        `${warning} ${config}: \`plugins\` has no entry of keyshape; its default options are assumed`,
        '',
      );
    }
  }
  const ignored = ignoredEntriesOf(result).filter((project) => !hasUnreplaced(project));
  if (ignored.length > 0) {
    lines.push(
      `${paint('dim', 'note')} TypeScript ${majorOf(result)} ignores \`plugins\`: tsc passes over the entry of keyshape in ${namesOf(ignored)}, and leaves every call in place. Build with \`keyshape build\`, which reads it.`,
      '',
    );
  }
  lines.push(...notSeen(result, paint));
  const imports = unresolvedImportsOf(result);
  if (imports.length === 0) return lines;
  lines.push(`${warning} imports that lead nowhere, in declaration files that versions were read from:`);
  for (const { file, line, column, specifier } of imports)
    lines.push(`  ${file}:${line}:${column}  '${specifier}'`);
  return [
    ...lines,
    '  Where such a name stands behind `keyof` or a condition, it changes a version and leaves no trace.',
    '',
  ];
}

function notSeen(result: VerifyResult, paint: Io['paint']): readonly string[] {
  const lines: string[] = [];
  const list = (calls: readonly UnseenCall[]) =>
    calls.map(
      ({ file, line, column, intrinsic, type }) => `  ${file}:${line}:${column}  ${intrinsic}<${type}>`,
    );
  const leftOut = result.projects.flatMap(({ unseen }) => unseen.filter(({ kind }) => kind === 'left-out'));
  const unknown = result.projects.flatMap(unknownCalls);
  if (leftOut.length > 0) {
    lines.push(`${paint('dim', 'note')} the bundler left out, as source maps show:`, ...list(leftOut), '');
  }
  if (unknown.length > 0) {
    lines.push(
      `${paint('yellow', 'warning')} not seen: the versions of these calls are in no output`,
      ...list(unknown),
      '  Whether the bundler left the calls out cannot be told without source maps of these sources.',
      '',
    );
  }
  return lines;
}
