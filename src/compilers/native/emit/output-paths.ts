import { dirname, join, relative } from 'node:path';

import type { Analysis } from '../../../calls/analysis.js';
import type { OpenedProject } from '../server/opened-project.js';

type Options = Readonly<Record<string, unknown>>;

/** What decides where the outputs of a project go. */
export interface ProjectPaths {
  readonly opened: OpenedProject;
  /** What is emitted: the project's own source files. */
  readonly ownFiles: readonly string[];
  readonly options: Options;
}

/** A project whose call sites are read. */
export interface ReadProject extends ProjectPaths {
  readonly analysis: Analysis;
}

/** Whether a project's options ask for declaration files. */
export function emitsDeclarations(options: Readonly<Record<string, unknown>>): boolean {
  return options.declaration === true || options.composite === true;
}

function folderFor(folder: string, configFile: string, options: Options): string {
  const { outDir, rootDir } = options;
  if (typeof outDir !== 'string') return folder;
  // Since 6.0 the root is the configuration's folder, unless `rootDir` names another.
  const root = typeof rootDir === 'string' ? rootDir : dirname(configFile);
  return join(outDir, relative(root, folder));
}

/** The folders that the JavaScript of a project is written to. */
export function outputFolders({ ownFiles, opened, options }: ProjectPaths): readonly string[] {
  return [...new Set(ownFiles.map((file) => folderFor(dirname(file), opened.configFile, options)))];
}

/** A key that a source has in common with its outputs: the path of the output without its extension, and the kind of module. */
export function sourceKey(source: string, configFile: string, options: Options): string {
  const [, stem = source, kind = ''] = /^(.*)\.([cm]?)[jt]sx?$/s.exec(source) ?? [];
  const folder = folderFor(dirname(source), configFile, options);
  return `${join(folder, relative(dirname(source), stem))}.${kind}`;
}

/** See {@link sourceKey}. */
export function outputKey(output: string): string {
  const [, stem = output, kind = ''] = /^(.*)\.([cm]?)jsx?(?:\.map)?$/s.exec(output) ?? [];
  return `${stem}.${kind}`;
}
