import { describeBundler } from './suite.js';

describeBundler({ name: 'webpack', output: 'dist/main.js', type: 'commonjs', watchesNewFiles: true });
