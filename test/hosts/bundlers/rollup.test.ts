import { describeBundler } from './suite.js';

describeBundler({ name: 'rollup', output: 'dist/main.js', type: 'module', watchesNewFiles: true });
