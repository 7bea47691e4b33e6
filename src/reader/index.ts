export { asSeenLoosely, joinReadings } from './loose.js';
export { type CodeEntry, type Problem, problemCodes } from './problems.js';
export { type Reading, type Root, readRoots } from './read.js';
export type { ReaderOptions } from './rules/context.js';
export { findTagProblems, type TagProblem } from './tags/check.js';
export { mayHoldTags } from './tags/parse.js';
