import { nativeVersions } from '../native/projects.js';
import { generates } from './generate.js';

for (const version of nativeVersions) generates(version);
