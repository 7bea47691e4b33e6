import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { eachMapping, originalPositionFor, sourceContentFor, type TraceMap } from '@jridgewell/trace-mapping';
import { type LineAndColumn, linesOf } from '../../calls/text-lines.js';
import { isPackaged, slashed } from '../../paths.js';
import type { SourceText } from './subject.js';

/** What a map says of one source file. */
export interface Origin {
  /** Whether the text that the output was made of is the one that was read; `true` where the map does not hold it. */
  readonly isSame: boolean;
  /** The places in the output (lines and columns from 0), by the offset in the source that they come from. */
  generated(): ReadonlyMap<number, readonly LineAndColumn[]>;
}

/** A source as a map names it. */
interface NamedSource {
  readonly source: string;
  readonly path: string;
}

/** Where the code of an output comes from, by its source map. */
export class Origins {
  private readonly known = new Map<string, Origin | undefined>();
  private readonly byName = new Map<string, NamedSource[]>();

  /**
   * @param isOfAll - whether the output is known to be made of every source that is asked for: then the source that is named most like
   *   it is the one, wherever the map says that it lies
   */
  constructor(
    private readonly map: TraceMap,
    private readonly isOfAll: boolean,
  ) {
    for (const [index, source] of map.sources.entries()) {
      if (source === null) continue;
      const name = nameOf(source);
      const others = this.byName.get(name) ?? [];
      others.push({ source, path: map.resolvedSources[index] ?? source });
      this.byName.set(name, others);
    }
  }

  /** What it says of a source file; `undefined` where the file is not in the output. */
  of(file: SourceText): Origin | undefined {
    if (!this.known.has(file.fileName)) this.known.set(file.fileName, this.find(file));
    return this.known.get(file.fileName);
  }

  /** Whether a place in the output comes from an installed package. */
  isInstalled({ line, column }: LineAndColumn): boolean {
    const { source } = originalPositionFor(this.map, { line: line + 1, column });
    return source !== null && isPackaged(source);
  }

  private find(file: SourceText): Origin | undefined {
    const named = this.byName.get(nameOf(file.fileName)) ?? [];
    const contentOf = ({ source }: NamedSource) => sourceContentFor(this.map, source);
    const isCopy = (one: NamedSource) => {
      const content = contentOf(one);
      return content === null ? undefined : unified(content) === unified(file.text);
    };
    const found =
      named.find(({ path }) => isPathOf(path, file.fileName)) ??
      (this.isOfAll ? mostAlike(named, file.fileName) : undefined) ??
      named.find((one) => isCopy(one));
    if (!found) return undefined;
    let generated: ReadonlyMap<number, readonly LineAndColumn[]> | undefined;
    return {
      isSame: isCopy(found) !== false,
      generated: () => (generated ??= this.generatedFrom(found, file)),
    };
  }

  private generatedFrom({ source, path }: NamedSource, file: SourceText) {
    const lines = linesOf(file);
    const generated = new Map<number, LineAndColumn[]>();
    eachMapping(this.map, (mapping) => {
      if (mapping.source !== path && mapping.source !== source) return;
      const offset = lines.offsetOf({ line: mapping.originalLine - 1, column: mapping.originalColumn });
      if (offset === undefined) return;
      const places = generated.get(offset) ?? [];
      places.push({ line: mapping.generatedLine - 1, column: mapping.generatedColumn });
      generated.set(offset, places);
    });
    return generated;
  }
}

/** Whether any code of an output comes from a part of a source. */
export function isInOutput(origin: Origin, start: number, end: number): boolean {
  for (const offset of origin.generated().keys()) if (offset >= start && offset < end) return true;
  return false;
}

/** Line ends and the byte order mark differ between a file and its copy in a map. */
function unified(text: string): string {
  return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
}

/** The one whose path agrees best from its end: much may be before that (`sourceRoot`, `mapRoot`). A tie is not an answer. */
function mostAlike(named: readonly NamedSource[], fileName: string): NamedSource | undefined {
  const [best, second] = named
    .map((one) => ({ one, score: commonEnd(one.path, fileName) }))
    .sort((a, b) => b.score - a.score);
  return best?.score === second?.score ? undefined : best?.one;
}

function commonEnd(a: string, b: string): number {
  const left = slashed(a).split('/').reverse();
  const right = slashed(b).split('/').reverse();
  const end = left.findIndex((part, index) => part !== right[index]);
  return end < 0 ? left.length : end;
}

/** Maps name files by path, by `file:` URL, or below a name of the bundler's own: `webpack://app/./src/main.ts`. */
function isPathOf(source: string, fileName: string): boolean {
  if (source.startsWith('file:')) {
    try {
      return resolve(fileURLToPath(source)) === resolve(fileName);
    } catch {
      return false;
    }
  }
  const scheme = /^[a-z][a-z+.-]+:\/\/[^/]*\//i.exec(source);
  if (!scheme) return isAbsolute(source) && resolve(source) === resolve(fileName);
  const path = source
    .slice(scheme[0].length)
    .replace(/\?.*$/, '')
    .split('/')
    .filter((part) => part !== '.' && part !== '..' && part !== '')
    .join('/');
  return path.includes('/') && slashed(fileName).endsWith(`/${path}`);
}

function nameOf(path: string): string {
  return path.replace(/\?.*$/, '').split(/[/\\]/).at(-1)!;
}
