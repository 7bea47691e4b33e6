import { describeBundler, keepsRawText } from './suite.js';

describeBundler({ name: 'rspack', output: 'dist/main.js', type: 'commonjs', watchesNewFiles: true });
keepsRawText('rspack');
