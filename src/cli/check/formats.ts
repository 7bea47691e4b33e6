import { resolve } from 'node:path';
import type { Change } from '../../lock/changes.js';
import { isInside, relativeName } from '../../paths.js';
import { changeText, explain } from '../changes-text.js';
import type { Io } from '../io.js';
import type { ModelCall } from '../locks.js';
import { counted } from '../print.js';

/** A change, and the calls that it is seen at. */
export interface CheckedChange extends Change {
  readonly calls: readonly ModelCall[];
}

/** What was found of one lock file. */
export interface CheckedLock {
  readonly path: string;
  /** How many models the sources have. */
  readonly models: number;
  /** The options of the lock file and those in force, where they differ. */
  readonly options: { readonly was: string; readonly is: string } | undefined;
  readonly changes: readonly CheckedChange[];
}

/** What `keyshape check` computes; the formats show it. */
export interface CheckResult {
  readonly ok: boolean;
  /** The command that accepts the changes. */
  readonly command: string;
  readonly locks: readonly CheckedLock[];
}

type Shown = Pick<Io, 'cwd' | 'paint'>;

type Format = (result: CheckResult, shown: Shown) => string;

const plain: Io['paint'] = (_, text) => text;

/** The formats by the name that `--format` takes. */
export const formats = { text, github, markdown } as const satisfies Record<string, Format>;

/** As JSON. */
export function toJson({ ok, command, locks }: CheckResult): string {
  const explained = locks.map(({ changes, ...lock }) => ({
    ...lock,
    changes: changes.map((change) => {
      const { title, lines, conclusion } = explain(change);
      return { ...change, title, lines, conclusion };
    }),
  }));
  return `${JSON.stringify({ ok, command, locks: explained }, undefined, 2)}\n`;
}

function text({ ok, command, locks }: CheckResult, { paint }: Shown): string {
  const parts = locks.flatMap(({ path, models, options, changes }) => [
    ...(options === undefined ? [] : [`${optionsText(path, options)}\n`]),
    ...changes.map((change) => changeText(change, paint)),
    ...(options === undefined && changes.length === 0
      ? [`${path}: ${counted(models, 'model')}, nothing changed.`]
      : []),
  ]);
  const accept = `Accept with: ${paint('cyan', command)}   (and commit ${paths(locks)})`;
  return `${[...parts, ...(ok ? [] : [accept])].join('\n')}\n`;
}

function optionsText(path: string, { was, is }: NonNullable<CheckedLock['options']>): string {
  return `${path}: the options are others: ${was} → ${is}`;
}

/** Workflow commands: an annotation at the call of each model that changed, whose title is in the list of checks. */
function github(result: CheckResult, shown: Shown): string {
  const { ok, command, locks } = result;
  const fileOf = (file: string) => inRepository(resolve(shown.cwd, file)) ?? file;
  const lines = locks.flatMap(({ path, options, changes }) => [
    ...(options === undefined
      ? []
      : [
          annotation(
            'error',
            { file: fileOf(path) },
            `${optionsText(path, options)}. Accept with: ${command}`,
          ),
        ]),
    ...changes.map((change) => {
      const [call] = change.calls;
      const place: Place = call
        ? { file: fileOf(call.file), line: call.line, col: call.column }
        : { file: fileOf(path) };
      const title = `keyshape: ${explain(change).title}`;
      return annotation('error', { ...place, title }, `${changeText(change, plain)}Accept with: ${command}`);
    }),
  ]);
  return ok ? text(result, { ...shown, paint: plain }) : `${lines.join('\n')}\n`;
}

/** GitHub looks files up from the root of the repository, wherever a step runs. */
function inRepository(file: string): string | undefined {
  const { GITHUB_WORKSPACE: root } = process.env;
  return root && isInside(root, file) ? relativeName(root, file) : undefined;
}

type Place = Readonly<Record<string, string | number>>;

function annotation(kind: string, properties: Place, message: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escaped(String(value), true)}`);
  return `::${kind} ${list.join(',')}::${escaped(message, false)}`;
}

/** As the toolkit of GitHub's actions does it. */
function escaped(message: string, isProperty: boolean): string {
  const text = message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return isProperty ? text.replaceAll(':', '%3A').replaceAll(',', '%2C') : text;
}

function markdown({ ok, command, locks }: CheckResult): string {
  if (ok)
    return `**keyshape**: no cached type changed (${locks.map((lock) => counted(lock.models, 'model')).join(', ')}).\n`;
  const all = locks.flatMap(({ changes }) => changes);
  const cold = all.filter((change) => explain(change).isCold).length;
  const head = `### keyshape: ${counted(all.length, 'cached type')} changed${cold > 0 ? `, ${cold} of them start${cold === 1 ? 's' : ''} cold` : ''}`;
  const options = locks.flatMap((lock) =>
    lock.options === undefined ? [] : [optionsText(`\`${lock.path}\``, lock.options)],
  );
  const sections = all.map((change) => {
    const { title, lines, conclusion } = explain(change);
    const rows = lines.map(({ what, effect }) => `| ${cell(what)} | ${cell(effect)} |`);
    const table = rows.length === 0 ? [] : ['', '| change | old entries |', '|---|---|', ...rows];
    const calls = change.calls.slice(0, 3).map(({ file, line }) => `\`${file}:${line}\``);
    const where =
      calls.length === 0 ? [] : ['', `Called at ${calls.join(', ')}${change.calls.length > 3 ? ', …' : ''}.`];
    return [
      `#### ${escapedMarkdown(title)}`,
      ...table,
      ...(conclusion === undefined ? [] : ['', `⇒ **${escapedMarkdown(conclusion)}**`]),
      ...where,
    ].join('\n');
  });
  return `${[head, ...options, ...sections, `Accept with \`${command}\`, and commit ${paths(locks)}.`].join('\n\n')}\n`;
}

function cell(what: string): string {
  return escapedMarkdown(what).replaceAll('|', '\\|');
}

/** A type's angle brackets are not tags, its stars no emphasis, an index signature no link, and the scope of a package is nobody to be told. */
function escapedMarkdown(what: string): string {
  return (
    what
      .replace(/[<>*_`\\[\]~&]/g, '\\$&')
      // GitHub looks for names and for numbers of issues in what comes out, where a backslash is gone.
      .replace(/@(?=\w)|#(?=\d)/g, '$&<!-- -->')
  );
}

function paths(locks: readonly CheckedLock[]): string {
  return locks
    .filter(({ changes, options }) => changes.length > 0 || options !== undefined)
    .map(({ path }) => path)
    .join(', ');
}
