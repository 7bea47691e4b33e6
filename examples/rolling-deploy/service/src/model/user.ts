import { personRow } from '../database.js';
import { number, object } from '../decode.js';
import { type Address, address, loadAddress } from './address.js';
import { type Person, personFields, personFrom } from './person.js';

export interface User extends Person {
  address: Address;
  revision: number;
}

export const user = object<User>({ ...personFields, address, revision: number });

export function loadUser(id: number, revision: number): User {
  return { ...personFrom(personRow(id)), address: loadAddress(id), revision };
}
