import { describeBundler } from './suite.js';

describeBundler({ name: 'vite', output: 'dist/main.js', type: 'module', watchesNewFiles: true });
