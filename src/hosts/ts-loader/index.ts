import { join } from 'node:path';

import type ts = require('typescript');

import { inputsOf, setupError, type TransformerOptions } from '../../project/index.js';
import {
  type DependingContext,
  dependOn,
  type FileSystemInfo,
  lookIntoPackages,
} from '../bundler/webpack-files.js';
import { configurationError } from '../configuration-change.js';
import { outdatedError } from './outdated.js';
import { recall } from './records.js';
import { recordingTransformers, type TransformersOption } from './transformers.js';

/** The options of ts-loader, and keyshape's own under `keyshape`. */
export interface TsLoaderOptions {
  /** keyshape's own options, which go over those of the entry in `tsconfig.json`, and the TypeScript module to build with, as `ts`. */
  readonly keyshape?: TransformerOptions;
  readonly transpileOnly?: boolean;
  readonly happyPackMode?: boolean;
  readonly experimentalWatchApi?: boolean;
  readonly projectReferences?: boolean;
  readonly onlyCompileBundledFiles?: boolean;
  readonly instance?: string;
  readonly getCustomTransformers?: TransformersOption | string;
  readonly [option: string]: unknown;
}

/** One entry of `use` in a rule of webpack. */
export interface LoaderEntry {
  readonly loader: string;
  readonly options?: object;
}

/** What is used of the `this` of a loader. */
export interface LoaderContext extends DependingContext {
  readonly resourcePath: string;
  readonly rootContext: string;
  readonly _compilation?: { readonly fileSystemInfo?: FileSystemInfo } | undefined;
  readonly _compiler?: { readonly outputPath: string; readonly watchMode?: boolean } | undefined;
  callback(error: Error | null, code?: unknown, map?: unknown): void;
}

// What ts-loader cannot combine with types, or with a fresh output.
const refused = {
  transpileOnly: 'compiles each file alone, without type information',
  happyPackMode: 'compiles each file alone, without type information',
  experimentalWatchApi: 'compiles only files that changed themselves',
  projectReferences: 'compiles the other projects without custom transformers',
} as const;

/**
 * Makes the loaders of a rule: ts-loader with calls of keyshape replaced, and a loader that tells webpack which files
 * their versions depend on, for its watch mode and its persistent cache.
 *
 * @param options - the options of ts-loader, and keyshape's own under `keyshape`
 * @returns the rule's `use`
 * @throws BuildError for options that leave no types or keep old outputs
 * @example
 * ```js
 * // webpack.config.js
 * const { tsLoader } = require('keyshape/ts-loader');
 * module.exports = { module: { rules: [{ test: /\.tsx?$/, exclude: /node_modules/, use: tsLoader() }] } };
 * ```
 */
export function tsLoader(options: TsLoaderOptions = {}): LoaderEntry[] {
  const { keyshape, getCustomTransformers, ...own } = options;
  for (const [name, reason] of Object.entries(refused)) {
    if (own[name])
      throw setupError({
        code: 'KS2007',
        message: `\`${name}\` of ts-loader ${reason}, so calls of keyshape cannot be replaced. Turn it off.`,
      });
  }
  if (typeof getCustomTransformers === 'string') {
    throw setupError({
      code: 'KS3006',
      message: '`getCustomTransformers` is a path. Hand `tsLoader` the function that it leads to.',
    });
  }
  const { compiler, value } = withoutCompiler(keyshape);
  // A query is part of a module's name: another option, another module in webpack's cache.
  const text = JSON.stringify(value ?? {});
  return [
    { loader: text === '{}' ? __filename : `${__filename}?${encodeURIComponent(text)}` },
    {
      loader: 'ts-loader',
      options: {
        // A checker in a process of its own would make ts-loader compile without types.
        transpileOnly: false,
        ...(text !== '{}' && { instance: `keyshape ${text}` }),
        ...own,
        getCustomTransformers: recordingTransformers(
          { value, place: 'in `keyshape` among the options of tsLoader' },
          compiler,
          !own.onlyCompileBundledFiles,
          getCustomTransformers,
        ),
      },
    },
  ];
}

/** Whatever a configuration in JavaScript hands over; what is wrong with it is reported when it is read. */
function withoutCompiler(given: unknown): {
  readonly compiler?: typeof ts | undefined;
  readonly value: unknown;
} {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return { value: given };
  const { ts: compiler, ...value }: TransformerOptions = given;
  return { compiler, value };
}

/** The loader behind {@link tsLoader}; it runs on what ts-loader made. */
export default function loader(this: LoaderContext, code: unknown, map?: unknown): void {
  // For every module: webpack decides once for each path, and ts-loader makes every module depend on typings.
  const looks = lookIntoPackages(this._compilation?.fileSystemInfo);
  const { compiled, error } = recall(this.resourcePath) ?? { error: unseen(this.resourcePath) };
  if (!compiled) {
    this.callback(error ?? null, code, map);
    return;
  }
  const { compiler, program, whole } = compiled;
  const outputs = [this._compiler?.outputPath ?? this.rootContext, join(this.rootContext, 'node_modules')];
  dependOn(this, inputsOf(compiler, program, outputs), looks);
  const host = { name: 'ts-loader', life: this._compiler ?? program, whole };
  const build = this._compilation ?? this;
  const changed = configurationError(host, build, compiler, program);
  const outdated = this._compiler?.watchMode ? outdatedError(host.life, build, compiler, program) : undefined;
  // A program that is out of date may have errors that are none.
  this.callback(changed ?? outdated ?? error ?? null, code, map);
}

function unseen(path: string): Error {
  return setupError({
    code: 'KS2007',
    message: `ts-loader compiled ${path} without handing it to keyshape. Use the loaders that \`tsLoader\` makes together, ts-loader last.`,
  });
}
