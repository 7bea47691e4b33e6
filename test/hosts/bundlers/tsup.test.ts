import { describeBundler } from './suite.js';

describeBundler({ name: 'tsup', output: 'dist/main.js', type: 'module', watchesNewFiles: false });
