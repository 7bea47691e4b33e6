import { presentCompilers } from '../support/tools.js';
import { failures } from './failures.js';
import { permissions } from './permissions.js';

for (const version of presentCompilers('5.9', '6.0')) failures(version);
for (const version of presentCompilers('5.9')) permissions(version);
