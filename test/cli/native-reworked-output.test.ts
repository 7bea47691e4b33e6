import { nativeVersions } from '../native/projects.js';
import { nativePlant } from './native-toolchain.js';
import { reworkedOutput } from './reworked-output.js';

describe.each(nativeVersions)('TypeScript %s', (version) => {
  reworkedOutput(nativePlant(version), { target: 'es2015' });
});
