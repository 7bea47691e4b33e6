import { nativeVersions } from '../native/projects.js';
import { failures } from './failures.js';
import { permissions } from './permissions.js';

for (const version of nativeVersions) failures(version);
permissions('7.1');
