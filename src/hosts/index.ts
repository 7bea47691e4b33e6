// What `keyshape/transform` is: one module that every host finds its own entry in.
export {
  type Code,
  type CodeEntry,
  codes,
  KeyshapeError,
  type KeyshapeOptions,
  keyshapeTransformer,
  type ProgramSource,
  type TransformerOptions,
} from '../transform/index.js';
export { default, type PluginExtras, type SourcePlugin } from './plugin.js';
export { factory, name, type TsJestCompiler, version } from './ts-jest.js';
