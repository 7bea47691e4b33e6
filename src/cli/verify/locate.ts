import { match } from './match.js';
import { Origins } from './origins.js';
import { outputText } from './output-text.js';
import { type Literal, piecesIn } from './pieces.js';
import { Script } from './script.js';
import type { MarkedCall, SiteOutput } from './sites.js';
import { readSourceMap } from './source-map.js';
import { calledAt, standingFor } from './standing.js';

/** What stands in the output file for a call site. */
export type Located =
  | { readonly kind: 'literal'; readonly value: string; readonly line: number; readonly column: number }
  /** The call itself. */
  | { readonly kind: 'call' }
  /** There is no output file. */
  | { readonly kind: 'missing' }
  /** It cannot be told what stands there. */
  | { readonly kind: 'lost'; readonly reason: string };

/**
 * Finds the call sites of an output in the file on disk. Never by searching for text; in this order:
 *
 * 1. The output is emitted again, with a marker for each literal, and compared piece by piece. Where all else is equal the
 *    literals are known exactly: the case of every output that comes straight from the compiler.
 * 2. The same without anything of keyshape: the calls themselves were emitted.
 * 3. The source map, for output that something has worked on after the compiler.
 *
 * @param output - the output as it should be
 */
export async function locate(output: SiteOutput): Promise<ReadonlyMap<MarkedCall, Located>> {
  const { name, sites } = output;
  const all = (located: Located) => new Map(sites.map((site) => [site, located]));
  const text = outputText(name);
  if (text === undefined) return all({ kind: 'missing' });

  const found = new Script(name, text);
  const markers = new Set(sites.map(({ marker }) => marker));
  // The compiler may have made one literal of the marker and of what follows: a key in an enum.
  const markerIn = (value: string) => {
    const marker = /^.{36}-\d+-/.exec(value)?.[0];
    return marker !== undefined && markers.has(marker) ? marker : undefined;
  };

  const compared = match(piecesIn(output.marked), found.pieces, markerIn);
  if ('literals' in compared) {
    return new Map(
      sites.map((site) => {
        const literal = compared.literals.get(site.marker);
        return [site, literal ? placed(literal, found) : { kind: 'call' }];
      }),
    );
  }
  const plain = await output.plain();
  if (plain !== undefined && 'literals' in match(piecesIn(plain), found.pieces, () => undefined)) {
    return all({ kind: 'call' });
  }
  const mapped = throughMap(found, sites);
  if (mapped) return mapped;
  const at = compared.differs && found.placeOf(compared.differs).line;
  return all({
    kind: 'lost',
    reason: `there is no source map, and the output is not what the source compiles to${at ? ` (from line ${at} on)` : ''}`,
  });
}

function placed(literal: Literal, script: Script): Located {
  return { kind: 'literal', value: literal.value, ...script.placeOf(literal) };
}

function throughMap(
  script: Script,
  sites: readonly MarkedCall[],
): ReadonlyMap<MarkedCall, Located> | undefined {
  const map = readSourceMap(script.name, script.text);
  if (!map) return undefined;
  const origins = new Origins(map, true);

  function find(site: MarkedCall): Located {
    const { file, call, replacement } = site;
    const origin = origins.of(file);
    if (!origin) return { kind: 'lost', reason: 'the source map of the output does not name this file' };
    if (!origin.isSame) return { kind: 'lost', reason: 'the file was edited after the output was written' };
    const names = new Set([replacement.name, lastName(call.expression.getText(file))]);
    const literals: Literal[] = [];
    let isCall = false;
    for (const { index, literal } of standingFor(site, script, origin)) {
      const called = calledAt(script.pieces, index);
      if (literal && literal.kind !== 'template part') literals.push(literal);
      else isCall ||= replacement.kind === 'argument' || (called !== undefined && names.has(called));
    }
    const [first] = literals;
    if (first && literals.every(({ value }) => value === first.value)) return placed(first, script);
    if (!first && isCall) return { kind: 'call' };
    return { kind: 'lost', reason: 'the source map of the output does not lead to a literal' };
  }

  return new Map(sites.map((site) => [site, find(site)]));
}

function lastName(expression: string): string | undefined {
  return /([\w$]+)[)\]'"`\s!]*$/.exec(expression)?.[1];
}
