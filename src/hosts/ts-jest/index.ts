import { createTransformer } from './transformer.js';

export { createTransformer, type TsJestOptions } from './transformer.js';

// Jest takes either.
export default { createTransformer };
