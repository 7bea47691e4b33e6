import { dirname, isAbsolute, resolve } from 'node:path';

import { isInside, relativeName } from '../../paths.js';
import type { PathOptions } from '../../project/configuration/path-options.js';
import type { Place } from './place.js';

/**
 * The `tsconfig.json` of a tree: the project's own, with path aliases that lead into the tree, so that whatever reads the nearest
 * one finds the generated sources and not those that they were made from.
 */
export function treeConfig(place: Place, options: PathOptions, configFile: string): string {
  const { outDir } = place;
  const { baseUrl, paths, pathsBasePath } = options;
  const base = baseUrl ?? pathsBasePath ?? dirname(configFile);
  const remapped =
    paths &&
    Object.fromEntries(
      Object.entries(paths).map(([name, targets]) => [
        name,
        targets.map((target) => inTree(place, resolve(base, target))),
      ]),
    );
  const config = {
    extends: specifier(outDir, configFile),
    compilerOptions: {
      rootDir: '.',
      ...(baseUrl !== undefined && { baseUrl: inTree(place, resolve(baseUrl)) }),
      ...(remapped && { paths: remapped }),
      // The calls are replaced, and nothing is left for a plugin to do.
      plugins: [],
    },
    include: ['**/*'],
    exclude: ['node_modules'],
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}

/** A path as seen from the tree, in the tree where it has a copy of it. */
function inTree({ root, outDir }: Place, path: string): string {
  if (path === root) return '.';
  return specifier(isInside(root, path) ? root : outDir, path);
}

/** A path from a folder as configurations have it: relative and begun with a dot, or absolute where there is no way. */
function specifier(folder: string, path: string): string {
  const name = relativeName(folder, path);
  return name.startsWith('.') || isAbsolute(name) ? name : `./${name}`;
}
