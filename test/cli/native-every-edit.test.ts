import { nativeVersions } from '../native/projects.js';
import { everyEdit } from './every-edit.js';
import { nativePlant } from './native-toolchain.js';

describe.each(nativeVersions)('TypeScript %s', (version) => {
  everyEdit(nativePlant(version));
});
