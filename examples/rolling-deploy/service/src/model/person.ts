import type { PersonRow } from '../database.js';
import { type Fields, number, text } from '../decode.js';

export interface Person {
  userId: number;
  userName: string;
}

export const personFields: Fields<Person> = { userId: number, userName: text };

export function personFrom(row: PersonRow): Person {
  return { userId: row.id, userName: row.name };
}
