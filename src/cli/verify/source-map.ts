import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

import {
  allGeneratedPositionsFor,
  FlattenMap,
  originalPositionFor,
  sourceContentFor,
  type TraceMap,
} from '@jridgewell/trace-mapping';

import { textAt } from '../../disk.js';

const comment = /^[ \t]*\/\/[#@][ \t]*sourceMappingURL=(\S+)[ \t]*$/gm;
const inline = /^data:application\/json;(?:charset[:=][^;]+;)?base64,(.*)$/;

/**
 * Reads the source map of an output file: inline, beside it, or where its last comment says.
 *
 * @returns `undefined` where there is none that can be read
 */
export function readSourceMap(output: string, text: string): TraceMap | undefined {
  const found = inlineSourceMap(output, text);
  if (found) return found;
  const url = urlIn(text);
  // With `mapRoot` the comment names where the map will be served from; the file is beside the output all the same.
  const beside = `${output}.map`;
  const file = existsSync(beside) ? beside : url && !/^[a-z]+:/i.test(url) && resolve(dirname(output), url);
  return file && existsSync(file) ? parse(textAt(file) ?? '', file) : undefined;
}

/** Reads the source map that stands in an output itself. */
export function inlineSourceMap(output: string, text: string): TraceMap | undefined {
  const data = inline.exec(urlIn(text) ?? '')?.[1];
  return data ? parse(Buffer.from(data, 'base64').toString('utf8'), output) : undefined;
}

function urlIn(text: string): string | undefined {
  return [...text.matchAll(comment)].at(-1)?.[1];
}

/** Line ends and the byte order mark differ between a file and its copy in a map. */
export function unified(text: string): string {
  return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
}

function parse(json: string, url: string): TraceMap | undefined {
  try {
    return new FlattenMap(json, url);
  } catch {
    // What cannot be read as a map counts as no map.
    return undefined;
  }
}

/** A source file as a map knows it. */
export interface MappedSource {
  /** The text that the output was made of, where the map holds it. */
  readonly content: string | null;
  /** The places in the output that a place in the source became; lines and columns from 0. */
  generated(line: number, column: number): readonly { readonly line: number; readonly column: number }[];
}

/**
 * Finds a source file in a map. Paths in maps are relative to much (`sourceRoot`, `mapRoot`, a bundler's own root), so the
 * path that agrees best from its end is taken, and a tie is not an answer.
 */
export function findSource(map: TraceMap, fileName: string): MappedSource | undefined {
  const scored = map.sources
    .filter((source) => source !== null && basename(source) === basename(fileName))
    .map((source) => ({ source: source!, score: commonEnd(source!, fileName) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (!best || best.score === second?.score) return undefined;
  const { source } = best;
  return {
    content: sourceContentFor(map, source),
    generated: (line, column) =>
      allGeneratedPositionsFor(map, { source, line: line + 1, column })
        // The nearest mapping is handed out where there is no exact one.
        .filter((at) => {
          const back = at.line === null ? null : originalPositionFor(map, at);
          return back?.line === line + 1 && back.column === column;
        })
        .map((at) => ({ line: at.line! - 1, column: at.column! })),
  };
}

function commonEnd(a: string, b: string): number {
  const left = a.split('/').reverse();
  const right = b.split('/').reverse();
  let count = 0;
  while (count < left.length && left[count] === right[count]) count += 1;
  return count;
}
