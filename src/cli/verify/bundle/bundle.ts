import { relativeName } from '../../../paths.js';
import { findingOf, placeOf, typeOf } from '../findings.js';
import type { Origin } from '../origins.js';
import type { Piece } from '../pieces.js';
import type { CallFinding, OutputFinding, Place, UnseenCall } from '../result.js';
import type { Script } from '../script.js';
import type { MarkedCall } from '../sites.js';
import { calledAt, standingFor } from '../standing.js';
import type { SourceText } from '../subject.js';
import { isLeftOut } from './left-out.js';
import { type Leftover, leftoversIn, textsOfRuntime } from './leftovers.js';
import type { OutputFile } from './outputs.js';
import { type TextPlaces, withoutOwnTexts } from './own-texts.js';
import { type BundleScript, scriptsOf } from './scripts.js';
import { versionsIn } from './versions-in.js';

/** What a bundle says of the calls of a project. */
export interface Comparison {
  readonly findings: readonly CallFinding[];
  readonly unseen: readonly UnseenCall[];
}

/** What is said of one call: nothing, where its version is where it belongs. */
type Verdict = CallFinding | UnseenCall['kind'] | undefined;

/**
 * The outputs of a bundler. The compiler's output is compared piece by piece; a bundler's is not, because it may rename,
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
  private readonly scripts: readonly BundleScript[];
  private readonly leftovers: readonly Leftover[];
  /** Texts that are said to be stale already. */
  private readonly reported = new Set<Piece>();

  constructor(
    private readonly files: readonly OutputFile[],
    private readonly cwd: string,
  ) {
    this.scripts = files.flatMap((file) => scriptsOf(file));
    const runtime = textsOfRuntime();
    this.leftovers = this.scripts.flatMap(({ script }) => leftoversIn(script, runtime));
  }

  get fileCount(): number {
    return this.files.length;
  }

  /** How many outputs have a source map that leads to one of these sources. */
  mapped(sources: readonly SourceText[]): number {
    const names = this.scripts.flatMap(({ script, origins }) =>
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
    const mapped = this.scripts.filter(({ origins }) => origins !== undefined);
    const mappedNames = new Set(mapped.map(({ script }) => script.name));
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
    const findings: OutputFinding[] = this.leftovers.map(({ script, piece, kind }) => ({
      kind,
      ...this.place(script, piece),
    }));
    const candidates = this.unknownVersions(sites);
    if (candidates.length === 0) return findings;
    const left = withoutOwnTexts(new Set(candidates.map(({ found }) => found)), places());
    for (const { found, script, piece } of candidates) {
      if (left.has(found)) findings.push({ kind: 'unknown-version', found, ...this.place(script, piece) });
    }
    return findings;
  }

  private verdict(site: MarkedCall, tellsAll: boolean): Verdict {
    const { file, call, replacement } = site;
    const found = this.scripts.flatMap(({ script, origins }) => {
      const origin = origins?.of(file);
      return origin ? [{ script, origin }] : [];
    });
    let isThere = false;
    for (const { script, origin } of found) {
      if (!origin.isSame) continue;
      const what = this.at(site, script, origin);
      if (what === 'there') isThere = true;
      else if (what) return what;
    }
    if (isThere || this.scripts.some(({ texts }) => texts.includes(replacement.text))) return undefined;
    const [first] = found;
    if (first === undefined) return tellsAll ? 'left-out' : 'unknown';
    const { name } = first.script;
    const origins = found.map(({ origin }) => origin);
    if (origins.some(({ isSame }) => !isSame)) {
      const reason = 'the file was edited after the output was written';
      return findingOf(site, 'missing', name, this.cwd, { reason });
    }
    return isLeftOut(call, file, origins) ? 'left-out' : findingOf(site, 'missing', name, this.cwd, {});
  }

  /** What stands where a source map says that a call went; `undefined` where that tells nothing. */
  private at(site: MarkedCall, script: Script, origin: Origin): CallFinding | 'there' | undefined {
    const { replacement } = site;
    const lengths = new Set([replacement.value.length]);
    let isThere = false;
    let call: Piece | undefined;
    for (const { index, literal } of standingFor(site, script, origin)) {
      if (literal?.value.includes(replacement.text)) isThere = true;
      else if (literal) {
        const [stale] = replacement.name === 'shapeOf' ? [literal.value] : versionsIn(literal.value, lengths);
        if (stale === undefined) continue;
        this.reported.add(literal);
        const place = script.placeOf(literal);
        return findingOf(site, 'stale', script.name, this.cwd, { found: stale, ...place });
      } else if (replacement.kind !== 'argument' && this.leftovers.length > 0) {
        if (calledAt(script.pieces, index) !== undefined) call = script.pieces[index];
      }
    }
    if (isThere || !call) return isThere ? 'there' : undefined;
    return findingOf(site, 'not-replaced', script.name, this.cwd, script.placeOf(call));
  }

  private unknownVersions(sites: readonly MarkedCall[]) {
    const values = new Set(sites.map(({ replacement }) => replacement.value));
    const versions = sites.flatMap(({ replacement: { name, value } }) =>
      name === 'shapeOf' ? [] : [value.length],
    );
    const lengths = new Set(versions.length > 0 ? versions : [16]);
    const found: { found: string; script: Script; piece: Piece }[] = [];
    for (const { script, origins } of this.scripts) {
      for (const piece of script.pieces) {
        if (piece.value === undefined || this.reported.has(piece)) continue;
        for (const version of versionsIn(piece.value, lengths)) {
          const isOf = ({ replacement: { text, others } }: MarkedCall) =>
            text.includes(version) || others?.includes(version) === true;
          if (values.has(version) || sites.some(isOf)) continue;
          // Hashes of contents are in the names of the files.
          if (this.files.some(({ name }) => name.includes(version))) continue;
          if (origins?.isInstalled(script.lines.at(piece.start))) continue;
          found.push({ found: version, script, piece });
        }
      }
    }
    return found;
  }

  private place(script: Script, piece: Piece): Place {
    return { file: relativeName(this.cwd, script.name), ...script.placeOf(piece) };
  }
}
