import { describeBundler } from './suite.js';

describeBundler({ name: 'farm', output: 'dist/main.js', type: 'module', watchesNewFiles: false });
