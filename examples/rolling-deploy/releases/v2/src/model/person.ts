import type { PersonRow } from '../database.js';
import { type Fields, number, text } from '../decode.js';

export interface Person {
  userId: number;
  fullName: string;
}

export const personFields: Fields<Person> = { userId: number, fullName: text };

export function personFrom(row: PersonRow): Person {
  return { userId: row.id, fullName: row.name };
}
