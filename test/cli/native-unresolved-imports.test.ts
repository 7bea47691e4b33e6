import { nativeVersions } from '../native/projects.js';
import { nativePlant } from './native-toolchain.js';
import { unresolvedImports } from './unresolved-imports.js';

jest.setTimeout(240_000);

describe.each(nativeVersions)('TypeScript %s', (version) => {
  unresolvedImports(nativePlant(version));
});
