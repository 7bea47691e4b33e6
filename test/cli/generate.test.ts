import { presentCompilers } from '../support/tools.js';
import { generates } from './generate.js';

for (const version of presentCompilers('5.9', '6.0')) generates(version);
