import type { PersonRow } from '../database.js';
import { object, text } from '../decode.js';
import { type Person, personFields, personFrom } from './person.js';

/** Someone to ask when the parcel cannot be delivered. */
export interface Contact {
  relation: string;
  person: Person;
}

export const contact = object<Contact>({ relation: text, person: object(personFields) });

export function contactFrom(row: { relation: string; person: PersonRow }): Contact {
  return { relation: row.relation, person: personFrom(row.person) };
}
