import { personRow } from '../database.js';
import { object } from '../decode.js';
import { type Address, address, loadAddress } from './address.js';
import { type Person, personFields, personFrom } from './person.js';

export interface User extends Person {
  address: Address;
}

export const user = object<User>({ ...personFields, address });

export function loadUser(id: number): User {
  return { ...personFrom(personRow(id)), address: loadAddress(id) };
}
