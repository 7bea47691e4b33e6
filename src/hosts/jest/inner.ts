import { createRequire } from 'node:module';
import { join } from 'node:path';

import { setupError } from '../../project/index.js';

/** What Jest hands to a transformer beside a file. */
export interface TransformRequest {
  readonly config: { readonly rootDir: string };
  readonly configString?: string;
  readonly instrument?: boolean;
  readonly [more: string]: unknown;
}

/** What Jest calls, as far as it is used. */
export interface Transformer {
  readonly canInstrument?: boolean;
  getCacheKey?(text: string, path: string, request: TransformRequest): string;
  getCacheKeyAsync?(text: string, path: string, request: TransformRequest): Promise<string>;
  process?(text: string, path: string, request: TransformRequest): unknown;
  processAsync?(text: string, path: string, request: TransformRequest): Promise<unknown>;
}

/** A transformer as a configuration of Jest names it: its package, with options or without. */
export type TransformerEntry = string | readonly [string, object?];

/** What is tried, in this order, where no transformer is named. */
const usual = ['@swc/jest', 'ts-jest', 'babel-jest'];

/** The factory of a transformer module, or the transformer itself. */
interface TransformerModule extends Transformer {
  readonly default?: TransformerModule;
  createTransformer?(options?: object): Transformer | Promise<Transformer>;
}

/** A transformer that is to be loaded. */
export interface NamedTransformer {
  readonly name: string;
  readonly options: object | undefined;
}

/**
 * Finds which transformer compiles what keyshape made.
 *
 * @param entry - as in `transform` of Jest's configuration; left out, it is the first of the usual ones that is installed
 * @param rootDir - the folder of the project that is tested
 * @throws BuildError where it is not installed
 */
export function namedTransformer(entry: TransformerEntry | undefined, rootDir: string): NamedTransformer {
  const [named, options] = typeof entry === 'string' || entry === undefined ? [entry, undefined] : entry;
  const load = loaderOf(rootDir);
  const name = named?.replace(/^<rootDir>/, rootDir) ?? usual.find((one) => resolves(load, one));
  if (name === undefined) {
    throw setupError({
      code: 'KS3007',
      message: `\`keyshape/jest\` hands on to one of ${usual.join(', ')}, and none is installed. Install one, or name yours: ['keyshape/jest', { transform: ['<transformer>', { … }] }].`,
    });
  }
  if (!resolves(load, name)) {
    throw setupError({
      code: 'KS3007',
      message: `${name}, which \`transform\` of keyshape/jest names, is not installed. Install it, or name another.`,
    });
  }
  return { name, options };
}

/** Loads a transformer. */
export async function loadTransformer(
  { name, options }: NamedTransformer,
  rootDir: string,
): Promise<Transformer> {
  const { default: inner, ...module } = loaderOf(rootDir)(name) as TransformerModule;
  const found: TransformerModule = inner && !module.createTransformer && !module.process ? inner : module;
  return found.createTransformer ? await found.createTransformer(options) : found;
}

function loaderOf(rootDir: string): NodeJS.Require {
  return createRequire(join(rootDir, 'package.json'));
}

function resolves(load: NodeJS.Require, name: string): boolean {
  try {
    load.resolve(name);
    return true;
  } catch {
    return false;
  }
}
