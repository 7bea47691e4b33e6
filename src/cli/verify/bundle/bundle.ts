import { type LineAndColumn, Lines } from '../../../calls/text-lines.js';
import { relativeName } from '../../../paths.js';
import { findingOf, placeOf, typeOf } from '../findings.js';
import type { CallFinding, OutputFinding, UnseenCall } from '../result.js';
import { argumentIn, type MarkedCall, pastBrackets, startOf } from '../sites.js';
import type { SourceText } from '../subject.js';
import { isLeftOut } from './left-out.js';
import { type Leftover, leftoversIn } from './leftovers.js';
import { type Origin, Origins } from './origins.js';
import type { OutputFile } from './outputs.js';
import { type TextPlaces, withoutOwnTexts } from './own-texts.js';
import { type BundlePiece, type BundleScript, scriptsOf } from './script.js';
import { versionsIn } from './versions-in.js';

/** What a bundle says of the calls of a project. */
export interface Comparison {
  readonly findings: readonly CallFinding[];
  readonly unseen: readonly UnseenCall[];
}

/** What is said of one call: nothing, where its version is where it belongs. */
type Verdict = CallFinding | UnseenCall['kind'] | undefined;

/** A script, and what is asked of it. */
interface ReadScript {
  readonly script: BundleScript;
  readonly origins: Origins | undefined;
  readonly lines: Lines;
  readonly indexAt: ReadonlyMap<number, number>;
  /** Every text in it. */
  readonly texts: string;
}

/**
 * The outputs of a bundler. The compiler's output is compared token by token; a bundler's is not, because it may rename,
 * reorder, fold and leave out. What stays is that a version is a text:
 *
 * - where a source map leads to the place of a call, its version is there, and neither another one nor the call itself;
 * - where none does, its version is somewhere in the outputs;
 * - a call of which nothing is there was left out, if nothing is there of the smallest part around it that a bundler can
 *   leave out; without source maps this cannot be told, and the result says so;
 * - nothing of keyshape is left, whatever it is called by then;
 * - no text looks like a version and is that of no call.
 */
export class Bundle {
  private readonly reads: readonly ReadScript[];
  private readonly leftovers: readonly Leftover[];
  /** Texts that are said to be stale already. */
  private readonly reported = new Set<BundlePiece>();

  constructor(
    private readonly files: readonly OutputFile[],
    private readonly cwd: string,
  ) {
    this.reads = files.flatMap((file) => scriptsOf(file)).map(read);
    this.leftovers = this.reads.flatMap(({ script }) => leftoversIn(script));
  }

  get fileCount(): number {
    return this.files.length;
  }

  /** How many outputs have a source map that leads to one of these sources. */
  mapped(sources: readonly SourceText[]): number {
    const names = this.reads.flatMap(({ script, origins }) =>
      origins && sources.some((file) => origins.of(file)) ? [script.name] : [],
    );
    return new Set(names).size;
  }

  /**
   * Compares the calls of a project.
   *
   * @param sources - all sources of the project
   */
  compare(sites: readonly MarkedCall[], sources: readonly SourceText[]): Comparison {
    const findings: CallFinding[] = [];
    const unseen: UnseenCall[] = [];
    const mappedNames = new Set(this.reads.flatMap(({ script }) => (script.map ? [script.name] : [])));
    // Maps that lead to what a compiler wrote before (a bundle of JavaScript) tell nothing of the sources.
    const tellsAll = mappedNames.size === this.files.length && this.mapped(sources) > 0;
    for (const site of sites) {
      const verdict = this.verdict(site, tellsAll);
      if (typeof verdict === 'object') findings.push(verdict);
      else if (verdict !== undefined) {
        const { file, call, replacement } = site;
        const place = placeOf(this.cwd, file, call.getStart(file));
        unseen.push({ ...place, kind: verdict, intrinsic: replacement.name, type: typeOf(site) });
      }
    }
    return { findings, unseen };
  }

  /**
   * What must not be in the outputs, once the calls of all projects are compared.
   *
   * @param places - where a text stands that is not a version though it looks like one; asked only for such texts
   */
  strangers(sites: readonly MarkedCall[], places: () => TextPlaces): readonly OutputFinding[] {
    const findings: OutputFinding[] = this.leftovers.map(({ script, start, kind }) => ({
      kind,
      ...this.place(script, start),
    }));
    const candidates = this.unknownVersions(sites);
    if (candidates.length === 0) return findings;
    const left = withoutOwnTexts(new Set(candidates.map(({ found }) => found)), places());
    for (const { found, script, start } of candidates) {
      if (left.has(found)) findings.push({ kind: 'unknown-version', found, ...this.place(script, start) });
    }
    return findings;
  }

  private verdict(site: MarkedCall, tellsAll: boolean): Verdict {
    const { file, call, replacement } = site;
    const origins = this.reads.flatMap((one) => {
      const origin = one.origins?.of(file);
      return origin ? [{ read: one, origin }] : [];
    });
    let isThere = false;
    for (const { read: one, origin } of origins) {
      if (!origin.isSame) continue;
      const found = this.at(site, one, origin);
      if (found === 'there') isThere = true;
      else if (found) return found;
    }
    if (isThere || this.reads.some(({ texts }) => texts.includes(replacement.text))) return undefined;
    const [first] = origins;
    if (first === undefined) return tellsAll ? 'left-out' : 'unknown';
    const { name } = first.read.script;
    if (origins.some(({ origin }) => !origin.isSame)) {
      const reason = 'the file was edited after the output was written';
      return findingOf(site, 'missing', name, this.cwd, { reason });
    }
    const isOut = isLeftOut(
      call,
      file,
      origins.map(({ origin }) => origin),
    );
    return isOut ? 'left-out' : findingOf(site, 'missing', name, this.cwd, {});
  }

  /** What stands where a source map says that a call went; `undefined` where that tells nothing. */
  private at(site: MarkedCall, one: ReadScript, origin: Origin): CallFinding | 'there' | undefined {
    const { replacement } = site;
    const { script, lines, indexAt } = one;
    const lengths = new Set([replacement.value.length]);
    let isThere = false;
    let isCall: LineAndColumn | undefined;
    for (const at of origin.generated().get(startOf(site)) ?? []) {
      const first = indexAt.get(lines.offsetOf(at) ?? -1) ?? -1;
      const argument =
        replacement.kind === 'argument'
          ? argumentIn(script.pieces, first, replacement.index ?? 0)
          : undefined;
      if (replacement.kind === 'argument' && argument === undefined) continue;
      const index = pastBrackets(script.pieces, first);
      const piece = argument ?? script.pieces[index];
      if (piece === undefined) continue;
      if (piece.value?.includes(replacement.text)) isThere = true;
      else if (piece.value !== undefined) {
        const [stale] = replacement.name === 'shapeOf' ? [piece.value] : versionsIn(piece.value, lengths);
        if (stale === undefined) continue;
        this.reported.add(piece);
        const place = script.placeOf(piece.start);
        return findingOf(site, 'stale', script.name, this.cwd, {
          found: stale,
          line: place.line + 1,
          column: place.column + 1,
        });
      } else if (this.leftovers.length > 0 && callsSomething(script.pieces, index))
        isCall = script.placeOf(piece.start);
    }
    if (isCall && !isThere) {
      return findingOf(site, 'not-replaced', script.name, this.cwd, {
        line: isCall.line + 1,
        column: isCall.column + 1,
      });
    }
    return isThere ? 'there' : undefined;
  }

  private unknownVersions(sites: readonly MarkedCall[]) {
    const values = new Set(sites.map(({ replacement }) => replacement.value));
    const versions = sites.flatMap(({ replacement: { name, value } }) =>
      name === 'shapeOf' ? [] : [value.length],
    );
    const lengths = new Set(versions.length > 0 ? versions : [16]);
    const found: { found: string; script: BundleScript; start: number }[] = [];
    for (const { script, origins, lines } of this.reads) {
      for (const piece of script.pieces) {
        if (piece.value === undefined || this.reported.has(piece)) continue;
        for (const version of versionsIn(piece.value, lengths)) {
          const isOf = ({ replacement: { text, others } }: MarkedCall) =>
            text.includes(version) || others?.includes(version) === true;
          if (values.has(version) || sites.some(isOf)) continue;
          // Hashes of contents are in the names of the files.
          if (this.files.some(({ name }) => name.includes(version))) continue;
          if (origins?.isInstalled(lines.at(piece.start))) continue;
          found.push({ found: version, script, start: piece.start });
        }
      }
    }
    return found;
  }

  private place(script: BundleScript, start: number): Pick<OutputFinding, 'file' | 'line' | 'column'> {
    const { line, column } = script.placeOf(start);
    return { file: relativeName(this.cwd, script.name), line: line + 1, column: column + 1 };
  }
}

function read(script: BundleScript): ReadScript {
  return {
    script,
    origins: script.map && new Origins(script.map),
    lines: new Lines(script.text),
    indexAt: new Map(script.pieces.map(({ start }, index) => [start, index])),
    texts: script.pieces.flatMap(({ value }) => value ?? []).join('\n'),
  };
}

/** Whether something is called here, by whatever name: `(0, e.versionOf)()`, `t()`. */
function callsSomething(pieces: readonly BundlePiece[], first: number): boolean {
  let hasName = false;
  for (let index = first; index < pieces.length; index += 1) {
    const { kind, text } = pieces[index]!;
    if (text === '(' && hasName) return true;
    if (kind === 'name') hasName = true;
    else if (!/^(?:[().,0]|\?\.)$/.test(text)) return false;
  }
  return false;
}
