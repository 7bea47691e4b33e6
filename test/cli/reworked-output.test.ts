import { reworkedOutput } from './reworked-output.js';
import { plant } from './tree.js';

reworkedOutput(plant, { target: 'es5' });
