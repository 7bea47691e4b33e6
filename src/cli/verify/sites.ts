import { randomUUID } from 'node:crypto';

import type ts = require('typescript');

import type { Analysis, Engine, FileResult, Replacement } from '../../transform/index.js';
import { rewriteFile } from '../../transform/index.js';
import { emit } from './programs.js';

/** A call that the build replaces. */
export interface Site {
  readonly file: ts.SourceFile;
  readonly call: ts.CallExpression;
  readonly replacement: Replacement;
  /** Stands in place of the literal in the output that is made for comparison. */
  readonly marker: string;
}

/** An output file with call sites in it. */
export interface SiteOutput {
  readonly name: string;
  /** The output as it should be, with a marker in place of each literal. */
  readonly marked: string;
  /** The sites in it; each marker is in the text. */
  readonly sites: readonly Site[];
  /** The output as it is where no transformer of keyshape ran. */
  plain(): string | undefined;
}

/** Every call site of an analysis. */
export function sitesOf(analysis: Analysis): readonly Site[] {
  // No literal of anyone's own may be taken for a marker.
  const run = randomUUID();
  const sites: Site[] = [];
  for (const { file, replacements } of analysis.files.values()) {
    for (const [call, replacement] of replacements) {
      // The keys are the calls; the type of the map says no more than node.
      sites.push({ file, call: call as ts.CallExpression, replacement, marker: `${run}-${sites.length}-` });
    }
  }
  return sites;
}

/** The literal that stands in the output for a site, given the text that it is made of. */
export function literalOf(site: Site, text: string): string {
  return site.replacement.name === 'keyFor' ? `${text}:` : text;
}

/**
 * Emits the files of call sites in memory, with markers in place of literals.
 *
 * @returns the outputs that hold a site; a site without output is in none
 */
export function emitMarked(engine: Engine, sites: readonly Site[]): readonly SiteOutput[] {
  const { compiler, program } = engine;
  const marked = new Map<string, FileResult>();
  for (const [name, result] of engine.analysis().files) marked.set(name, withMarkers(result, sites));
  const before: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
    const result = marked.get(file.fileName);
    return result ? rewriteFile(compiler, program, context, file, result) : file;
  };

  const outputs: SiteOutput[] = [];
  for (const file of targetsOf(program, sites)) {
    let plain: ReadonlyMap<string, string> | undefined;
    for (const [name, text] of scripts(program, file, [before])) {
      const inside = sites.filter(({ marker }) => text.includes(marker));
      if (inside.length === 0) continue;
      outputs.push({
        name,
        marked: text,
        sites: inside,
        plain() {
          plain ??= scripts(program, file, []);
          return plain.get(name);
        },
      });
    }
  }
  return outputs;
}

function withMarkers(result: FileResult, sites: readonly Site[]): FileResult {
  const replacements = new Map<ts.Node, Replacement>();
  for (const { call, replacement, marker } of sites) {
    if (result.replacements.has(call)) replacements.set(call, { name: replacement.name, text: marker });
  }
  return { ...result, replacements };
}

/** The files to emit; under `outFile` there is one output, and it is emitted as a whole. */
function targetsOf(program: ts.Program, sites: readonly Site[]): readonly (ts.SourceFile | undefined)[] {
  if (sites.length === 0) return [];
  return program.getCompilerOptions().outFile ? [undefined] : [...new Set(sites.map(({ file }) => file))];
}

function scripts(
  program: ts.Program,
  file: ts.SourceFile | undefined,
  before: ts.TransformerFactory<ts.SourceFile>[],
): ReadonlyMap<string, string> {
  const outputs = emit(program, file, false, before).filter(({ name }) => /\.[cm]?jsx?$/.test(name));
  return new Map(outputs.map(({ name, text }) => [name, text]));
}
