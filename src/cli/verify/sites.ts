import { randomUUID } from 'node:crypto';

import type ts = require('typescript');

import { isJavaScriptName } from '../../paths.js';
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
 * @param plain - makes the same without anything of keyshape; asked once at most
 */
export function siteOutputs(
  sites: readonly MarkedCall[],
  scripts: ReadonlyMap<string, string>,
  plain: () => Promise<ReadonlyMap<string, string>>,
): readonly SiteOutput[] {
  const outputs: SiteOutput[] = [];
  let made: Promise<ReadonlyMap<string, string>> | undefined;
  const plainOf = async (name: string) => {
    made ??= plain();
    return (await made).get(name);
  };
  for (const [name, marked] of scripts) {
    if (!isJavaScriptName(name)) continue;
    const inside = sites.filter(({ marker }) => marked.includes(marker));
    if (inside.length === 0) continue;
    outputs.push({ name, marked, sites: inside, plain: () => plainOf(name) });
  }
  return outputs;
}

/** The syntax that the versions of sites are read from: the type as it is written, else the call that it follows from. */
export function typesOf(sites: readonly MarkedCall[]): readonly ts.Node[] {
  return sites.flatMap(({ call }): readonly ts.Node[] => call.typeArguments ?? [call]);
}
