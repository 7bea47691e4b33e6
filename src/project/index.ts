export type { Analysis, FileResult } from '../calls/analysis.js';
export { type Code, type CodeEntry, codes } from '../calls/codes.js';
export { BuildError, setupError, toError } from '../calls/diagnostics.js';
export { moduleStatements, specifierOf } from '../calls/modules.js';
export type { KeyshapeOptions } from '../calls/options.js';
export type { Replacement } from '../calls/replacement.js';
export { compilerOf, isProgram, type ProgramSource, presentProgram } from '../compilers/classic/program.js';
export { KeyshapeError } from '../error.js';
export { rewriteFile } from '../rewrite/tree/transformer.js';
export { packageVersion } from '../version.js';
export { cacheKeyOf } from './cache-key.js';

export { type ConfigurationOnDisk, readConfiguration } from './configuration/classic.js';
export type { HostOptions } from './configuration/resolve-options.js';
export { type Engine, engineFor } from './engine.js';
export { type TransformerOptions, transformerFor } from './factory.js';
export { assertFresh } from './freshness.js';
export { equipProgram, isEquipped } from './program.js';
export { skippingBuild } from './references.js';
