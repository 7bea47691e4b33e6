import { staleTrees } from './stale-trees.js';
import { plant } from './tree.js';

staleTrees(plant, [{}, { sourceMap: true }, { inlineSourceMap: true, target: 'es5' }]);
