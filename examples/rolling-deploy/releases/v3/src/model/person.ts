import type { PersonRow } from '../database.js';
import { type Fields, nullable, number, text } from '../decode.js';

export interface Person {
  userId: number;
  userName: string | null;
}

export const personFields: Fields<Person> = { userId: number, userName: nullable(text) };

export function personFrom(row: PersonRow): Person {
  return { userId: row.id, userName: row.name || null };
}
