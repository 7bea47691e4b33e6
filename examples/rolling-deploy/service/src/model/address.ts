import { addressRow } from '../database.js';
import { list, object, text } from '../decode.js';
import { type Contact, contact, contactFrom } from './contact.js';

export interface Address {
  street: string;
  city: string;
  contacts: Contact[];
}

export const address = object<Address>({ street: text, city: text, contacts: list(contact) });

export function loadAddress(personId: number): Address {
  const { street, city, contacts } = addressRow(personId);
  return { street, city, contacts: contacts.map(contactFrom) };
}
