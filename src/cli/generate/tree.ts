import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

import { isDeclarationName, isInside, isSourceName, isTypeScriptName, relativeName } from '../../paths.js';
import type { PathOptions } from '../../project/configuration/path-options.js';
import { applyEdits } from '../../rewrite/text/apply-edits.js';
import type { Edit } from '../../rewrite/text/edit.js';
import { UsageError } from '../command.js';
import { treeConfig } from './config.js';
import type { Place } from './place.js';
import type { Source, Sources } from './sources.js';

/** A tree as it is to be written: contents by path, relative to where it goes. */
export type Tree = ReadonlyMap<string, string | Buffer>;

/** What to generate, and where. */
export interface TreeRequest {
  /** The `tsconfig.json` of the project. */
  readonly configFile: string;
  readonly outDir: string;
  /** Whether source maps stand beside the sources. */
  readonly maps: boolean;
}

const typescript = /\.[cm]?tsx?$/;

/**
 * The folder that a tree is a copy of: `rootDir`, or the deepest one with all the sources in it.
 *
 * @throws UsageError where a source lies outside of it, or the tree would lie among its own sources
 */
export function placeFor({ files, options }: Sources, { configFile, outDir }: TreeRequest): Place {
  const names = files.map(({ fileName }) => resolve(fileName));
  const scripts = names.filter((name) => isTypeScriptName(name));
  const inside = names.filter((name) => isInside(outDir, name));
  // An earlier tree lies beside sources; a folder that has them all is no tree.
  if (inside.length > 0 && scripts.some((name) => !isInside(outDir, name)))
    throw includesItself(configFile, outDir, inside[0]!);
  if (scripts.length === 0) {
    throw new UsageError(
      `${configFile} includes no TypeScript source, so there is nothing to generate from.`,
    );
  }
  const root = rootOf(options, configFile, scripts);
  const outside = scripts.find((name) => !isInside(root, name));
  if (outside !== undefined) {
    throw new UsageError(
      `${outside} is not in the \`rootDir\` of ${configFile}, ${root}. Leave \`rootDir\` out, or name the folder that holds both.`,
    );
  }
  if (inside.length > 0 || root === outDir || isInside(outDir, root)) {
    throw new UsageError(`--outDir ${outDir} holds the sources themselves. Name a folder beside ${root}.`);
  }
  return { root, outDir };
}

/** The error of a configuration that would take the tree for more sources. */
export function includesItself(configFile: string, outDir: string, file: string): UsageError {
  const name = relativeName(dirname(configFile), outDir);
  return new UsageError(
    `${configFile} includes ${file}, which is generated: its types would count twice. Add ${JSON.stringify(name)} to its \`exclude\`, beside "node_modules".`,
  );
}

function rootOf({ rootDir, composite }: PathOptions, configFile: string, scripts: readonly string[]): string {
  if (rootDir !== undefined) return resolve(rootDir);
  if (composite === true) return dirname(configFile);
  let common = dirname(scripts[0]!);
  while (!scripts.every((name) => isInside(common, name))) common = dirname(common);
  return common;
}

/** Makes the tree of a project in memory. */
export function treeOf(sources: Sources, place: Place, request: TreeRequest): Tree {
  const tree = new Map<string, string | Buffer>();
  const { root, outDir } = place;
  const own = sources.files.filter(({ fileName }) => isInside(root, resolve(fileName)));
  for (const source of own) {
    const path = relative(root, resolve(source.fileName));
    if (!isSourceName(path)) continue;
    for (const [name, text] of sourceFiles(source, place, path, request.maps)) tree.set(name, text);
  }
  const folders = new Set(own.map(({ fileName }) => dirname(resolve(fileName))));
  const { outDir: built, declarationDir } = sources.options;
  const skipped = [outDir, built, declarationDir]
    .flatMap((folder) => folder ?? [])
    .map((name) => resolve(name));
  for (const file of otherFiles(folders, new Set(skipped))) {
    const path = relative(root, file);
    if (!tree.has(path)) tree.set(path, readFileSync(file));
  }
  const config = treeConfig(place, sources.options, request.configFile);
  tree.set('tsconfig.json', config);
  return tree;
}

function sourceFiles(
  { fileName, text, edits }: Source,
  { root, outDir }: Place,
  path: string,
  maps: boolean,
): readonly (readonly [string, string])[] {
  const from = dirname(resolve(fileName));
  const to = dirname(join(outDir, path));
  const taken = (edit: Edit) => edits.some(({ start, end }) => start < edit.end && edit.start < end);
  const moved = specifierEdits(text, (specifier) => {
    const target = join(from, specifier);
    return isInside(root, target) || target === root ? undefined : relativeName(to, target);
  }).filter((edit) => !taken(edit));
  const edited = applyEdits(relativeName(to, resolve(fileName)), text, [...edits, ...moved]);
  if (!maps || isDeclarationName(path)) return [[path, edited.text]];
  const map = `${basename(path)}.map`;
  const end = edited.text === '' || /[\n\r]$/.test(edited.text) ? '' : '\n';
  return [
    [path, `${edited.text}${end}//# sourceMappingURL=${map}\n`],
    [`${path}.map`, `${edited.map().toString()}\n`],
  ];
}

/** The edits of relative specifiers that would lead elsewhere from another folder. They are looked for in the text alone. */
function specifierEdits(text: string, moved: (specifier: string) => string | undefined): readonly Edit[] {
  const edits: Edit[] = [];
  for (const found of text.matchAll(/(\b(?:from|import|require)\s*\(?\s*)(["'])(\.\.?\/[^"'\n]*)\2/g)) {
    const [, before = '', , specifier = ''] = found;
    const target = moved(specifier);
    if (target === undefined) continue;
    const start = found.index + before.length + 1;
    edits.push({
      start,
      end: start + specifier.length,
      text: target.startsWith('.') ? target : `./${target}`,
    });
  }
  return edits;
}

/**
 * The other files that lie among the sources: JSON, styles, templates, whatever a program reads. TypeScript that the configuration
 * leaves out stays out, as `tsc` does it. Of the folder of a package only what lies in it directly is taken: below it are
 * its builds.
 */
function* otherFiles(folders: ReadonlySet<string>, skipped: ReadonlySet<string>): Generator<string> {
  const seen = new Set<string>();
  function* walk(folder: string): Generator<string> {
    if (seen.has(folder) || skipped.has(folder)) return;
    seen.add(folder);
    const isPackage = existsSync(join(folder, 'package.json'));
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (name.startsWith('.') || name === 'node_modules') continue;
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isDirectory() === true) {
        if (!isPackage) yield* walk(path);
      } else if (stats?.isFile() === true && isOther(name)) yield path;
    }
  }
  for (const folder of folders) yield* walk(folder);
}

function isOther(name: string): boolean {
  return !(typescript.test(name) || /^tsconfig\b.*\.json$/.test(name) || name.endsWith('.tsbuildinfo'));
}
