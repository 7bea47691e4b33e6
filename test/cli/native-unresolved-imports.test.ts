import { nativeVersions } from '../native/projects.js';
import { nativePlant } from './native-toolchain.js';
import { unresolvedImports } from './unresolved-imports.js';

describe.each(nativeVersions)('TypeScript %s', (version) => {
  unresolvedImports(nativePlant(version));
});
