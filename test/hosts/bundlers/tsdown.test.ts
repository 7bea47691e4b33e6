import { describeBundler } from './suite.js';

describeBundler({ name: 'tsdown', output: 'dist/main.mjs', type: 'module', watchesNewFiles: true });
