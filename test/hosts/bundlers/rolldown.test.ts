import { describeBundler } from './suite.js';

describeBundler({ name: 'rolldown', output: 'dist/main.js', type: 'module', watchesNewFiles: true });
