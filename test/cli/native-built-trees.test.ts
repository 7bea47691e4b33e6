import { nativeVersions } from '../native/projects.js';
import { builtTrees, modes } from './built-trees.js';
import { nativePlant } from './native-toolchain.js';

describe.each(nativeVersions)('TypeScript %s', (version) => {
  builtTrees(nativePlant(version), modes);
});
