import { readFileSync } from 'node:fs';

import { isPackaged, relativeName } from '../../paths.js';
import type { KeyshapeOptions, Report } from '../../project/index.js';
import { createBundler, withMap } from '../bundler/bundler.js';
import { eachFolder } from '../source-folders.js';

/** What is used of esbuild. */
export interface EsbuildBuild {
  readonly initialOptions: { readonly absWorkingDir?: string | undefined };
  onStart(callback: () => void): void;
  onLoad(
    options: { filter: RegExp; namespace: string },
    callback: (module: { path: string }) => LoadResult | undefined,
  ): void;
  onEnd(callback: (result: { metafile?: Metafile | undefined }) => void): void;
}

/** What esbuild takes for a module. */
export interface LoadResult {
  contents?: string;
  loader: 'default';
  errors: Message[];
  watchFiles: string[];
  watchDirs: string[];
}

/** An error as esbuild shows it. */
export interface Message {
  text: string;
  location?: { file: string; line: number; column: number; length: number; lineText: string };
}

interface Metafile {
  inputs: Record<string, { bytes: number; imports: never[] }>;
}

/** A plugin of esbuild. */
export interface EsbuildPlugin {
  readonly name: string;
  setup(build: EsbuildBuild): void;
}

/**
 * Makes the plugin for esbuild, and for what is built on it: tsup.
 *
 * @param options - keyshape's options; they go over those of the entry in `tsconfig.json`
 * @returns the plugin
 * @example
 * ```js
 * // build.mjs
 * import { build } from 'esbuild';
 * import { keyshape } from 'keyshape/esbuild';
 *
 * await build({ entryPoints: ['src/main.ts'], bundle: true, platform: 'node', outdir: 'dist', plugins: [keyshape()] });
 * ```
 */
export function keyshape(options?: KeyshapeOptions): EsbuildPlugin {
  const bundler = createBundler('keyshape/esbuild', options);
  return {
    name: 'keyshape',
    setup(build) {
      const dependencies = new Set<string>();
      build.onStart(() => bundler.update());
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        const outcome = bundler.transform(text, path);
        if (!outcome) return undefined;
        const { output, errors } = outcome;
        const { files } = outcome.dependencies;
        for (const file of files) dependencies.add(file);
        return {
          ...(output && { contents: withMap(output) }),
          loader: 'default',
          errors: errors.map((error) => messageOf(error, text)),
          watchFiles: [...files],
          watchDirs: [...eachFolder(outcome.dependencies)],
        };
      });
      // tsup watches what this lists.
      build.onEnd(({ metafile }) => {
        if (metafile) addInputs(metafile, dependencies, build.initialOptions.absWorkingDir ?? process.cwd());
      });
    },
  };
}

/** esbuild counts columns in bytes. */
function messageOf({ place, code, text }: Report, source: string): Message {
  const message = { text: code === undefined ? text : `${code}: ${text}` };
  if (!place) return message;
  const lineText = source.split(/\r?\n/)[place.line - 1] ?? '';
  const column = Buffer.byteLength(lineText.slice(0, place.column - 1));
  const length = Buffer.byteLength(source.slice(place.start, place.end).split('\n', 1)[0]!);
  return {
    ...message,
    location: {
      file: relativeName(process.cwd(), place.fileName),
      line: place.line,
      column,
      length,
      lineText,
    },
  };
}

function addInputs(metafile: Metafile, files: ReadonlySet<string>, cwd: string): void {
  for (const file of files) {
    if (isPackaged(file)) continue;
    metafile.inputs[relativeName(cwd, file)] ??= { bytes: 0, imports: [] };
  }
}
