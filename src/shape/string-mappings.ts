import type { StringMapping } from './graph/graph.js';

/** What each string mapping makes of a text, as TypeScript's checker maps a literal. */
export const stringMappings: Readonly<Record<StringMapping, (text: string) => string>> = {
  Uppercase: (text) => text.toUpperCase(),
  Lowercase: (text) => text.toLowerCase(),
  Capitalize: (text) => text.charAt(0).toUpperCase() + text.slice(1),
  Uncapitalize: (text) => text.charAt(0).toLowerCase() + text.slice(1),
};
