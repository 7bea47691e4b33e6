import { basename, dirname, join } from 'node:path';

import { decode } from '../../calls/source-text.js';
import { parseConfig } from '../../project/configuration/config-text.js';
import { UsageError } from '../command.js';
import { type Examination, type Finding, find } from '../hosts/examine.js';
import { Folder } from '../hosts/folder.js';
import type { Entry, Host } from '../hosts/host.js';
import { inherited } from '../hosts/inherited.js';
import { type Insertions, insert, type ShownLine } from './edit.js';
import { addToList } from './json-edits.js';
import { addPlugin, wrapExport } from './script-edits.js';

/** What is to be done for a host. */
export type Step = { readonly host: Host; readonly file: string | undefined } & (
  | { readonly kind: 'set up' }
  | { readonly kind: 'write'; readonly lines: readonly ShownLine[] }
  | { readonly kind: 'by hand'; readonly reason: string | undefined }
);

/** What is to be done in a project. */
export interface Plan {
  readonly steps: readonly Step[];
  /** The files to write, by name, with their whole texts. */
  readonly files: ReadonlyMap<string, string>;
  /** Scripts of `package.json` that should call another compiler, as they are to be. */
  readonly scripts: readonly string[];
}

/**
 * Works out what to write; writes nothing.
 *
 * @param config - the absolute path of the `tsconfig.json`, beside `package.json`; it need not exist
 * @param isNamed - whether the user named it: then no other one counts
 * @throws UsageError for a configuration that cannot be read for certain
 */
export function planFor({ findings, scripts }: Examination, config: string, isNamed: boolean): Plan {
  const folder = new Folder(dirname(config));
  const tsconfig = basename(config);
  if (folder.names.includes(tsconfig)) assertSound(config, folder.text(tsconfig));
  // The entry for ts-patch serves Nest too, so Nest is judged after it.
  const inOrder = [...findings].sort((a, b) => rank(a) - rank(b));
  const steps = new Map(
    inOrder.map(({ host }) => [host, stepFor(host, folder, { tsconfig, isNamed })] as const),
  );
  return {
    steps: findings.map(({ host }) => steps.get(host)!),
    files: folder.changed,
    scripts: findings.flatMap(({ host }) => scriptsFor(host, scripts)),
  };
}

/** The scripts that should call another compiler, as they are to be; none where `ts-patch install` patched `tsc` itself. */
function scriptsFor({ compiler }: Host, scripts: Readonly<Record<string, unknown>>): readonly string[] {
  const texts = Object.entries(scripts).flatMap(([name, text]) =>
    typeof text === 'string' ? [[name, text] as const] : [],
  );
  if (compiler === undefined || texts.some(([, text]) => text.includes('ts-patch install'))) return [];
  return texts.flatMap(([name, text]) => {
    const other = text.replaceAll(/(?<![\w./@-])tsc(?![\w./@-])(?![^&|;]*--noEmit)/g, compiler);
    return other === text ? [] : [`${JSON.stringify(name)}: ${JSON.stringify(other)}`];
  });
}

function rank({ host: { write } }: Finding): number {
  return write?.kind === 'json' && write.file === 'tsconfig.json' ? 0 : 1;
}

interface Target {
  readonly tsconfig: string;
  readonly isNamed: boolean;
}

function stepFor(host: Host, folder: Folder, { tsconfig, isNamed }: Target): Step {
  const found = find(host, folder, isNamed ? tsconfig : undefined);
  if (found.isSetUp) return { host, kind: 'set up', file: found.file };
  const { write } = host;
  const byHand = (reason: string | undefined, file = found.file): Step => ({
    host,
    kind: 'by hand',
    file,
    reason,
  });
  if (write === undefined) return byHand(undefined);
  const isConfig = write.kind === 'json' && write.file === 'tsconfig.json';
  const file = isConfig ? tsconfig : 'file' in write ? write.file : found.file;
  if (write.kind === 'file') {
    if (folder.names.includes(write.file)) return byHand('what is in it already stays as it is', file);
    const { lines } = insert('', [{ at: 0, text: write.text }]);
    folder.put(write.file, write.text);
    return { host, kind: 'write', file: write.file, lines };
  }
  if (file === undefined || !folder.names.includes(file)) {
    return byHand(`there is no ${file ?? `${host.files[0]} file`}`, undefined);
  }
  const text = folder.text(file);
  if (text === undefined) return byHand('it is not UTF-8', file);
  if (host.unless?.pattern.test(folder.code(file))) return byHand(host.unless.reason, file);
  const reason = isConfig ? reasonAgainst(join(folder.path, file), text, write.path) : undefined;
  if (reason !== undefined) return byHand(reason, file);
  const insertions = insertionsFor(write, join(folder.path, file), text);
  if ('reason' in insertions) return byHand(insertions.reason, file);
  const made = insert(text, insertions);
  folder.put(file, made.text);
  return { host, kind: 'write', file, lines: made.lines };
}

function insertionsFor(write: Exclude<Entry, { kind: 'file' }>, file: string, text: string): Insertions {
  if (write.kind === 'plugin') return addPlugin(text, write.module, write.list);
  if (write.kind === 'wrapper') return wrapExport(text, write.module, write.name);
  assertSound(file, text);
  return addToList(text, write.path, write.value);
}

/** Why a list of a configuration of TypeScript is not to be written. */
function reasonAgainst(file: string, text: string, path: readonly [string, string]): string | undefined {
  const config = parseConfig(decode(Buffer.from(text)));
  const sources = config.top('files');
  if (
    Array.isArray(sources) &&
    sources.length === 0 &&
    config.top('include') === undefined &&
    config.top('references') !== undefined
  )
    return 'it only refers to others: name the one with the sources, -p <tsconfig>';
  const { value, file: holder, lost } = inherited(file, path);
  const name = `"${path[1]}"`;
  if (holder === file) return undefined;
  if (lost !== undefined)
    return `it extends ${lost}, which is not there, so that ${name} in it may be replaced`;
  if (value !== undefined)
    return `${name} comes from ${holder}, and one here would replace it: write it there, or repeat it here`;
  return undefined;
}

function assertSound(file: string, text: string | undefined): void {
  const [error] = text === undefined ? [] : parseConfig(decode(Buffer.from(text))).errors;
  if (error === undefined) return;
  throw new UsageError(
    `${file}${error}: it is no JSON with comments, and nothing is written before it is mended.`,
  );
}
