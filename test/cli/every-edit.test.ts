import { everyEdit } from './every-edit.js';
import { plant } from './tree.js';

jest.setTimeout(60_000);

everyEdit(plant);
