import { randomUUID } from 'node:crypto';

import type ts = require('typescript');

import type { Analysis, FileResult, Replacement } from '../../project/index.js';

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
  /** The output as it is where nothing of keyshape ran. */
  plain(): Promise<string | undefined>;
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

/** An analysis that has markers in place of versions. */
export function withMarkers(analysis: Analysis, sites: readonly Site[]): Analysis {
  const files = new Map<string, FileResult>();
  const markers = new Map<ts.Node, Replacement>(
    sites.map(({ call, replacement, marker }) => [call, { ...replacement, text: marker }]),
  );
  for (const [name, result] of analysis.files) {
    const replacements = new Map(
      [...result.replacements.keys()].flatMap((call) => {
        const marker = markers.get(call);
        return marker ? [[call, marker] as const] : [];
      }),
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
  sites: readonly Site[],
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

/** The types that the versions of sites are read from. */
export function typesOf(sites: readonly Site[]): readonly ts.TypeNode[] {
  return sites.flatMap(({ call }) => call.typeArguments ?? []);
}
