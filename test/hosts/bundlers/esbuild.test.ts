import { describeBundler } from './suite.js';

describeBundler({ name: 'esbuild', output: 'dist/main.js', type: 'module', watchesNewFiles: true });
