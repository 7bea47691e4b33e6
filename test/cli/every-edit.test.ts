import { everyEdit } from './every-edit.js';
import { plant } from './tree.js';

everyEdit(plant);
