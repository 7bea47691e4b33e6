import { readFileSync } from 'node:fs';

import { type DependencyReport, edited, fileOf } from './edited.js';

/** What a hook says of a module. */
export interface LoadedModule {
  readonly format?: string | null | undefined;
  readonly source?: string | ArrayBuffer | NodeJS.TypedArray | null | undefined;
  readonly responseURL?: string;
}

/** What is used of the context of a hook. */
export interface LoadContext {
  readonly conditions?: readonly string[];
}

/**
 * Replaces the calls in a module as it is loaded.
 *
 * @param loaded - what the hooks below say of it
 * @param report - is told what else the module depends on
 */
export function rewritten(url: string, loaded: LoadedModule, report: DependencyReport): LoadedModule {
  const fileName = fileOf(url);
  if (fileName === undefined) return loaded;
  const { responseURL: _, ...rest } = loaded;
  const text = textOf(loaded.source) ?? readFileSync(fileName, 'utf8');
  const change = edited(text, fileName, 'load', report);
  if (change === undefined) return loaded;
  // Whoever strips the types later has to know that they are there.
  const format = loaded.format === 'commonjs' ? 'commonjs-typescript' : loaded.format;
  return { ...rest, format, source: change };
}

function textOf(source: LoadedModule['source']): string | undefined {
  if (source === null || source === undefined) return undefined;
  return typeof source === 'string' ? source : Buffer.from(source as Uint8Array).toString('utf8');
}
