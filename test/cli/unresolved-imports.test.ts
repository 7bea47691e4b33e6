import { plant } from './tree.js';
import { unresolvedImports } from './unresolved-imports.js';

unresolvedImports(plant);
