import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';

import { entriesOf, realPathOf, textAt } from '../../../disk.js';
import { isPackaged, upwards } from '../../../paths.js';

/** Where a text may stand that is not a version of these projects, although it looks like one. */
export interface TextPlaces {
  /** The texts of the projects' own sources. */
  readonly sources: readonly string[];
  /** The folders of the projects' configurations. */
  readonly folders: readonly string[];
}

/**
 * Takes away the candidates that stand as they are in a source of the projects, or in a package that they have installed
 * (which may have been built with keyshape itself). Caches of bundlers are passed over: they hold old outputs.
 */
export function withoutOwnTexts(
  candidates: Iterable<string>,
  { sources, folders }: TextPlaces,
): ReadonlySet<string> {
  const left = new Set(candidates);
  const strike = (text: string) => {
    for (const candidate of left) if (text.includes(candidate)) left.delete(candidate);
  };
  for (const text of sources) strike(text);
  const seen = new Set<string>();
  const visit = (folder: string) => {
    if (left.size === 0) return;
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isSymbolicLink()) follow(path);
      else if (entry.isDirectory()) {
        if (entry.name !== '.cache' && entry.name !== '.vite') visit(path);
      } else if (entry.isFile() && /\.[cm]?js$/.test(entry.name)) strike(textAt(path) ?? '');
    }
  };
  /** Packages of a workspace and of pnpm's store are links; a project's own outputs are not what it has installed. */
  const follow = (path: string) => {
    const real = realPathOf(path);
    if (seen.has(real)) return;
    seen.add(real);
    const isOwn = folders.some(
      (folder) => (real + sep).startsWith(folder + sep) || folder.startsWith(real + sep),
    );
    if (!isOwn || isPackaged(real)) visit(real);
  };
  for (const modules of modulesAbove(folders)) {
    if (left.size > 0) visit(modules);
  }
  return left;
}

function modulesAbove(folders: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const start of folders) {
    for (const folder of upwards(start)) {
      const modules = join(folder, 'node_modules');
      if (existsSync(modules)) found.add(modules);
    }
  }
  return found;
}
