import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { isInside, isSourceName } from '../../paths.js';
import { type Dependencies, reportsError } from '../../project/index.js';
import { createBundler } from '../bundler/bundler.js';
import { LookingBundler } from '../bundler/looking-bundler.js';

/** What is used of the `this` of a loader in Turbopack. */
export interface TurbopackContext {
  readonly resourcePath: string;
  getOptions(): { readonly keyshape: string };
  addDependency(path: string): void;
  addContextDependency(path: string): void;
  callback(error: Error | null, text?: string, map?: unknown): void;
  emitError?(error: Error): void;
}

/** By keyshape's options. Its processes stay from one build to the next, and nothing else tells them that one begins. */
const bundlers = new Map<string, LookingBundler>();

/** The loader of Turbopack, which calls it again for a file when something of what was declared changed. */
export default function loader(this: TurbopackContext, text: string, map?: unknown): void {
  const { keyshape: options } = this.getOptions();
  const bundler =
    bundlers.get(options) ?? new LookingBundler(createBundler('keyshape/next', JSON.parse(options)));
  bundlers.set(options, bundler);
  bundler.refresh();
  const outcome = bundler.transform(text, this.resourcePath);
  if (!outcome) {
    this.callback(null, text, map);
    return;
  }
  const { output, errors, dependencies } = outcome;
  for (const file of dependencies.files) this.addDependency(file);
  for (const folder of sourceFolders(dependencies)) this.addContextDependency(folder);
  if (output) this.callback(null, output.text, output.map());
  else fail(this, reportsError(errors), text, map);
}

/**
 * Turbopack ends the process of a loader that hands back an error, one for each file that has one, and the next process reads the types of
 * the project from the beginning. An error that is emitted fails the build and the page all the same; what is compiled throws it too.
 */
function fail(context: TurbopackContext, error: Error, text: string, map: unknown): void {
  if (!context.emitError) {
    context.callback(error);
    return;
  }
  context.emitError(error);
  context.callback(null, `${text}\n;throw new Error(${JSON.stringify(error.message)});\n`, map);
}

/**
 * The folders in which a new file may change a type. Turbopack reads all that lies below a folder that is declared; below the folder of a
 * package that is `node_modules` and Next's own output too, so that only the folders inside are declared that hold sources.
 */
function sourceFolders({ files }: Dependencies): readonly string[] {
  const own = files.filter((file) => isSourceName(file) && !/[\\/](?:node_modules|\.next)[\\/]/.test(file));
  const folders = [...new Set(own.map((file) => dirname(file)))].filter((folder) => !holdsPackage(folder));
  return folders.filter((folder) => !folders.some((other) => other !== folder && isInside(other, folder)));
}

/** Whether packages or outputs lie in a folder, or may before long. A manifest that only says how modules are read makes no package. */
function holdsPackage(folder: string): boolean {
  if (['node_modules', '.next'].some((name) => existsSync(join(folder, name)))) return true;
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch {
    return existsSync(join(folder, 'package.json'));
  }
  const keys = Object.keys(manifest ?? {});
  return ['name', 'scripts', 'dependencies', 'devDependencies'].some((key) => keys.includes(key));
}
