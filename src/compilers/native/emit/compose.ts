import remapping from '@jridgewell/remapping';

import type { EditedFile } from '../../../rewrite/text/apply-edits.js';

/** A source map, as far as it is changed here. */
interface RawMap {
  readonly version: number;
  readonly sources: readonly string[];
  readonly names: readonly string[];
  readonly mappings: string;
  readonly sourcesContent?: readonly (string | null)[];
}

const inline =
  /(\/\/[#@] sourceMappingURL=data:application\/json;(?:charset[:=][^;]+;)?base64,)([\w+/=]+)\s*$/;

/**
 * Makes an output lead to the user's source: its map, beside it or inline, was made of the edited text. Everything but the
 * mappings (and the copy of the source) stays as the compiler wrote it.
 *
 * @param name - the name of the output
 * @param text - what the compiler wrote
 * @param edited - the text that it compiled
 * @param original - the user's
 */
export function composeMap(name: string, text: string, edited: EditedFile, original: string): string {
  if (name.endsWith('.map')) return composed(text, edited, original);
  return text.replace(inline, (_, head: string, data: string) => {
    const map = composed(Buffer.from(data, 'base64').toString('utf8'), edited, original);
    return `${head}${Buffer.from(map).toString('base64')}`;
  });
}

function composed(json: string, edited: EditedFile, original: string): string {
  const map = JSON.parse(json) as RawMap & { readonly sourceRoot?: string };
  const [source] = map.sources;
  if (source === undefined) return json;
  // The paths of the map do not matter here: with one source there is nothing to tell apart.
  const bare = { version: 3 as const, names: [...map.names], sources: ['edited'], mappings: map.mappings };
  const traced = remapping(bare, (_, { depth }) =>
    depth === 1 ? { ...edited.map(), version: 3, sources: ['original'] } : null,
  );
  return JSON.stringify({
    ...map,
    names: traced.names,
    mappings: traced.mappings,
    ...(map.sourcesContent && { sourcesContent: [original] }),
  });
}
