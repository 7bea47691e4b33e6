import { nativeVersions } from '../native/projects.js';
import { nativePlant } from './native-toolchain.js';
import { references } from './references.js';

describe.each(nativeVersions)('TypeScript %s', (version) => {
  references(nativePlant(version));
});
