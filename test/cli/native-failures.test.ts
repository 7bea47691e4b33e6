import { nativeVersions } from '../native/projects.js';
import { failures } from './failures.js';

for (const version of nativeVersions) failures(version);
