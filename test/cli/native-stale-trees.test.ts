import { nativeVersions } from '../native/projects.js';
import { nativePlant } from './native-toolchain.js';
import { staleTrees } from './stale-trees.js';

describe.each(nativeVersions)('TypeScript %s', (version) => {
  staleTrees(nativePlant(version), [{}, { inlineSourceMap: true, target: 'es2015', declaration: true }]);
});
