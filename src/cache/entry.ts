/** What is stored under `<version>:<key>`: the token it was loaded under, when it ends (as `Date.now()`), and the value. */
export type Entry = readonly [token: string, ends: number, value: unknown];

/** What is stored in place of the token of a key that is held. */
export const held = '!';

/** 96 random bits: a token that was deleted never comes back. */
export function newToken(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('');
}

/** Whether it is a token: something that entries may be served and stored under. */
export function isToken(token: unknown): token is string {
  return typeof token === 'string' && token !== '' && token !== held;
}

/** Whether it is an entry of that token. */
export function isEntry(entry: unknown, token: unknown): entry is Entry {
  return isToken(token) && Array.isArray(entry) && entry.length === 3 && entry[0] === token;
}
