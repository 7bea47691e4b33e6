import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { FlattenMap, type TraceMap } from '@jridgewell/trace-mapping';

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

function parse(json: string, url: string): TraceMap | undefined {
  try {
    return new FlattenMap(json, url);
  } catch {
    // What cannot be read as a map counts as no map.
    return undefined;
  }
}
