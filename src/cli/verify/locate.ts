import { linesOf } from '../../calls/text-lines.js';
import { match } from './match.js';
import { outputText } from './output-text.js';
import { argumentIn, type MarkedCall, pastBrackets, type SiteOutput, startOf } from './sites.js';
import { findSource, readSourceMap, unified } from './source-map.js';
import { parseScript, type Script, type Token } from './tokens.js';

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
 * 1. The output is emitted again, with a marker for each literal, and compared token by token. Where all else is equal the
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

  const found = parseScript(text);
  const place = (token: Token): Located => {
    const { line, column } = found.lines.at(token.start);
    return { kind: 'literal', value: token.value ?? token.text, line: line + 1, column: column + 1 };
  };
  const markers = new Map(sites.map((site) => [site.marker, site]));
  // The compiler may have made one literal of the marker and of what follows: a key in an enum.
  const markerIn = (value: string) => {
    const marker = /^.{36}-\d+-/.exec(value)?.[0];
    return marker !== undefined && markers.has(marker) ? marker : undefined;
  };

  const compared = match(parseScript(output.marked), found, markerIn);
  if ('literals' in compared) {
    return new Map(
      sites.map((site) => {
        const token = compared.literals.get(site.marker);
        return [site, token ? place(token) : { kind: 'call' }];
      }),
    );
  }
  const plain = await output.plain();
  if (plain !== undefined && 'literals' in match(parseScript(plain), found, () => undefined)) {
    return all({ kind: 'call' });
  }
  const mapped = throughMap(name, found, sites, place);
  if (mapped) return mapped;
  const at = compared.differs && found.lines.at(compared.differs.start).line + 1;
  return all({
    kind: 'lost',
    reason: `there is no source map, and the output is not what the source compiles to${at ? ` (from line ${at} on)` : ''}`,
  });
}

function throughMap(
  name: string,
  found: Script,
  sites: readonly MarkedCall[],
  place: (token: Token) => Located,
): ReadonlyMap<MarkedCall, Located> | undefined {
  const map = readSourceMap(name, found.text);
  if (!map) return undefined;
  const indexAt = new Map(found.tokens.map((token, index) => [token.start, index]));

  function find(site: MarkedCall): Located {
    const { file, call, replacement } = site;
    const source = findSource(map!, file.fileName);
    if (!source) return { kind: 'lost', reason: 'the source map of the output does not name this file' };
    if (source.content !== null && unified(source.content) !== unified(file.text)) {
      return { kind: 'lost', reason: 'the file was edited after the output was written' };
    }
    const { line, column } = linesOf(file).at(startOf(site));
    const names = new Set([replacement.name, lastName(call.expression.getText(file))]);
    const literals = new Map<number, Token>();
    let isCall = false;
    for (const at of source.generated(line, column)) {
      const start = found.lines.offsetOf(at);
      const first = start === undefined ? undefined : indexAt.get(start);
      if (first === undefined) continue;
      if (replacement.kind === 'argument') {
        const literal = argumentIn(found.tokens, first, replacement.index ?? 0);
        if (literal) literals.set(literal.start, literal);
        else isCall = true;
        continue;
      }
      const token = found.tokens[pastBrackets(found.tokens, first)];
      if (token?.value !== undefined) literals.set(token.start, token);
      else isCall ||= callsAt(found.tokens, first, names);
    }
    const values = new Set([...literals.values()].map((token) => token.value));
    if (values.size === 1) return place([...literals.values()][0]!);
    if (values.size === 0 && isCall) return { kind: 'call' };
    return { kind: 'lost', reason: 'the source map of the output does not lead to a literal' };
  }

  return new Map(sites.map((site) => [site, find(site)]));
}

/** Whether the output calls, at this place, something of one of the names: `(0, keyshape_1.versionOf)()`. */
function callsAt(tokens: readonly Token[], first: number, names: ReadonlySet<string | undefined>): boolean {
  let last: string | undefined;
  for (let index = first; ; index += 1) {
    const token = tokens[index];
    if (token === undefined) return false;
    if (token.text === '(' && last !== undefined) return names.has(last);
    if (token.value !== undefined || /^[\p{ID_Start}$_#]/u.test(token.text)) last = token.value ?? token.text;
    else if (!/^(?:[().,[\]0]|\?\.)$/.test(token.text)) return false;
  }
}

function lastName(expression: string): string | undefined {
  return /([\w$]+)[)\]'"`\s!]*$/.exec(expression)?.[1];
}
