import type ts = require('typescript');

import { linesOf } from '../../calls/text-lines.js';
import { relativeName } from '../../paths.js';
import type { Located } from './locate.js';
import type { CallFinding, Place } from './result.js';
import type { MarkedCall } from './sites.js';

/**
 * Compares what stands in the output for a site with what its type says.
 *
 * @param output - the absolute path of the output
 * @param cwd - the folder that the paths of a finding are relative to
 * @returns `undefined` where they agree
 */
export function compare(
  site: MarkedCall,
  located: Located,
  output: string,
  cwd: string,
): CallFinding | undefined {
  if (located.kind === 'missing') return findingOf(site, 'not-built', output, cwd, {});
  if (located.kind === 'call') return findingOf(site, 'not-replaced', output, cwd, {});
  if (located.kind === 'lost') return findingOf(site, 'not-located', output, cwd, located);
  const { value, line, column } = located;
  const { kind, text: wanted } = site.replacement;
  // After a minifier the literal may go on with the start of the key.
  if (value === wanted || (kind === 'prefix' && value.startsWith(wanted))) return undefined;
  const found = kind === 'prefix' ? value.replace(/:.*$/s, '') : value;
  return findingOf(site, 'stale', output, cwd, { found, line, column });
}

/** Makes the finding of a call site. */
export function findingOf(
  site: MarkedCall,
  kind: CallFinding['kind'],
  output: string,
  cwd: string,
  more: {
    readonly found?: string;
    readonly reason?: string;
    readonly line?: number;
    readonly column?: number;
  },
): CallFinding {
  const { file, call, replacement } = site;
  const { found, reason, line, column } = more;
  return {
    kind,
    ...placeOf(cwd, file, call.getStart(file)),
    intrinsic: replacement.name,
    type: typeOf(site),
    expected: replacement.value,
    found,
    output: {
      file: relativeName(cwd, output),
      ...(line !== undefined && column !== undefined && { line, column }),
    },
    reason,
  };
}

/** The type of a call, on one line. */
export function typeOf({ replacement }: MarkedCall): string {
  return replacement.type.replace(/\s+/g, ' ');
}

/** The place of a position in a source file. */
export function placeOf(cwd: string, file: ts.SourceFile, position: number): Place {
  return { file: relativeName(cwd, file.fileName), ...linesOf(file).shownAt(position) };
}
