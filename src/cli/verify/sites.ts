import { randomUUID } from 'node:crypto';

import type ts = require('typescript');

import type { Analysis, FileResult, ReplacedCall, Replacement } from '../../project/index.js';

/** A call that the build replaces. */
export interface MarkedCall {
  readonly file: ts.SourceFile;
  readonly call: ReplacedCall;
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
  readonly sites: readonly MarkedCall[];
  /** The output as it is where nothing of keyshape ran. */
  plain(): Promise<string | undefined>;
}

/** Every call site of an analysis. */
export function sitesOf(analysis: Analysis): readonly MarkedCall[] {
  // Random, so that no literal of the project is taken for a marker.
  const run = randomUUID();
  const sites: MarkedCall[] = [];
  for (const { file, replacements } of analysis.files.values()) {
    for (const [call, replacement] of replacements) {
      // Inside a wrapper no literal is written.
      if (replacement.kind === 'parameter' || replacement.kind === 'parameter-prefix') continue;
      sites.push({ file, call, replacement, marker: `${run}-${sites.length}-` });
    }
  }
  return sites;
}

/** An analysis that has markers in place of versions. */
export function withMarkers(analysis: Analysis, sites: readonly MarkedCall[]): Analysis {
  const files = new Map<string, FileResult>();
  const markers = new Map<ReplacedCall, Replacement>(
    sites.map(({ call, replacement, marker }) => [call, { ...replacement, text: marker }]),
  );
  for (const [name, result] of analysis.files) {
    const replacements = new Map(
      [...result.replacements].map(
        ([call, replacement]) => [call, markers.get(call) ?? replacement] as const,
      ),
    );
    files.set(name, { ...result, replacements });
  }
  return { ...analysis, files };
}

/**
 * Puts outputs and the sites in them together.
 *
 * @param scripts - JavaScript made with markers, by name
 * @param plain - makes the same without anything of keyshape
 */
export function siteOutputs(
  sites: readonly MarkedCall[],
  scripts: ReadonlyMap<string, string>,
  plain: () => Promise<ReadonlyMap<string, string>>,
): readonly SiteOutput[] {
  const outputs: SiteOutput[] = [];
  for (const [name, marked] of scripts) {
    if (!isScript(name)) continue;
    const inside = sites.filter(({ marker }) => marked.includes(marker));
    if (inside.length === 0) continue;
    outputs.push({ name, marked, sites: inside, plain: async () => (await plain()).get(name) });
  }
  return outputs;
}

function isScript(name: string): boolean {
  return /\.[cm]?jsx?$/.test(name);
}

/** The syntax that the versions of sites are read from: the type as it is written, else the call that it follows from. */
export function typesOf(sites: readonly MarkedCall[]): readonly ts.Node[] {
  return sites.flatMap(({ call }): readonly ts.Node[] => call.typeArguments ?? [call]);
}

/** Where a source map leads from: the start of a call that is replaced, the name of what is called where an argument is added. */
export function startOf({ file, call, replacement }: MarkedCall): number {
  if (replacement.kind !== 'argument') return call.getStart(file);
  const { expression } = call;
  return 'name' in expression ? (expression.name as ts.Node).getStart(file) : expression.getStart(file);
}

/** Where a replacement begins: a sum is put into brackets where it needs them, and they start where the call did; so does `void`. */
export function pastBrackets(pieces: readonly OutputPiece[], first: number): number {
  let index = first;
  while (/^(?:\(|void)$/.test(pieces[index]?.text ?? '')) index += 1;
  return index;
}

/** A piece of an output. */
interface OutputPiece {
  readonly text: string;
  readonly value?: string | undefined;
}

/**
 * The literal that an output has as an argument of a call; `undefined` where it has none there.
 *
 * @param first - the place of the name that is called
 * @param index - the place of the argument
 */
export function argumentIn<Piece extends OutputPiece>(
  pieces: readonly Piece[],
  first: number,
  index: number,
): Piece | undefined {
  let at = first + 1;
  // `get?.(`, `["get"](`, `(0, m.get)(`
  while (/^(?:\?\.|[\])])$/.test(pieces[at]?.text ?? '')) at += 1;
  if (pieces[at]?.text !== '(') return undefined;
  let depth = 0;
  let count = 0;
  for (at += 1; at < pieces.length && depth >= 0; at += 1) {
    const piece = pieces[at]!;
    if (depth === 0 && count === index) {
      // Of several versions the first.
      const found = piece.text === '[' ? pieces[at + 1] : piece;
      return found?.value === undefined ? undefined : found;
    }
    if (/^[([{]$/.test(piece.text)) depth += 1;
    else if (/^[)\]}]$/.test(piece.text)) depth -= 1;
    else if (depth === 0 && piece.text === ',') count += 1;
  }
  return undefined;
}
