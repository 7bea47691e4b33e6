export {
  ALGORITHM_TAG,
  type CanonicalForm,
  canonicalise,
} from './canonical-form.js';
export { ShapeError, ShapeSyntaxError } from './error.js';
export type {
  ElementMark,
  IndexLabel,
  Label,
  NodeId,
  PrimitiveName,
  PropertyLabel,
  Salt,
  SlotId,
  StringMapping,
} from './graph/graph.js';
export { ShapeGraph } from './graph/shape-graph.js';
export { keyText } from './key-text.js';
export { scalarText, templateSource } from './source-text.js';
export { stringMappings } from './string-mappings.js';
export { parse } from './text/parse/parse.js';
