// What `keyshape/transform` is: one module that every host finds its own entry in.
export {
  BuildError,
  type Code,
  type CodeEntry,
  codes,
  KeyshapeError,
  type KeyshapeOptions,
  type ProgramSource,
  type TransformerOptions,
} from '../project/index.js';
export { keyshapeTransformer } from './bare.js';
export { default, type PluginExtras, type SourcePlugin } from './plugin.js';
export { factory, name, version } from './ts-jest/ast-transformer.js';
