import type { ScenarioName } from './scenarios.js';
import type { Edit } from './source.js';

const file = 'shared-cache.ts';
const entries = 'entries.ts';

/** A rule of the protocol, broken. */
export interface Weakening {
  /** The scenario in which the exploration must see it. */
  readonly seenIn: ScenarioName;
  readonly edits: readonly Edit[];
}

/** Each rule of the protocol, broken. */
export const weakenings: Readonly<Record<string, Weakening>> = {
  'an entry counts whatever its token': {
    seenIn: 'a warm read and a delete',
    edits: [['entry.ts', '&& entry[0] === token', '']],
  },
  'the token is not read back': {
    seenIn: 'writes that come late',
    edits: [
      [
        entries,
        'await this.#store.add(tokenKey, newToken(), life)',
        'await this.#store.add(tokenKey, (token = newToken()), life)',
      ],
      [entries, '      token = await this.#store.get(tokenKey);\n', ''],
    ],
  },
  'the token is not read back, and it is not asked whether it was written': {
    seenIn: 'answers that get lost',
    edits: [
      [
        entries,
        'await this.#store.add(tokenKey, newToken(), life)',
        'await this.#store.add(tokenKey, (token = newToken()), life).catch(() => {})',
      ],
      [entries, '      token = await this.#store.get(tokenKey);\n', ''],
    ],
  },
  'the token is read after the load': {
    seenIn: 'readers of two versions and a delete',
    edits: [
      [
        file,
        'const value = await load();\n    await this.#fill(place, token, value, ttl);',
        'const value = await load();\n    await this.#fill(place, await this.#store.get(place.tokenKey), value, ttl);',
      ],
    ],
  },
  'the load begins before the token is there': {
    seenIn: 'a cold read and a delete',
    edits: [
      [
        file,
        'const found = await this.#find(place, ttl);\n    if (found.entry !== undefined) return',
        'const early = load(); load = () => early;\n    const found = await this.#find(place, ttl);\n    if (found.entry !== undefined) return',
      ],
    ],
  },
  'tokens repeat': {
    seenIn: 'readers of two versions and a delete',
    edits: [['entry.ts', 'return Array.from', "return 'same'; Array.from"]],
  },
  'a counter in place of a token': {
    seenIn: 'two reads, a delete, and a token that is evicted',
    edits: [
      ['entry.ts', 'return Array.from', "return '1'; Array.from"],
      [
        file,
        'await within(this.#settings.deleteTimeout, this.#store.delete(tokenKey));',
        'const count = Number(await this.#store.get(tokenKey)); await this.#store.set(tokenKey, String((count || 0) + 1), 1);',
      ],
    ],
  },
  'a copy of an older entry under a new token': {
    seenIn: 'a fall-back and a delete',
    edits: [
      [file, '{ type Entry, held }', '{ type Entry, held, newToken }'],
      [
        file,
        'if (rest > 0) await this.#write(place, old, rest);',
        'const token = newToken(); await this.#store.set(place.tokenKey, token, rest); await this.#write(place, [token, old[1], old[2]], rest);',
      ],
    ],
  },
  'a copy of an older entry under the token of now': {
    seenIn: 'a fall-back and a delete',
    edits: [
      [
        file,
        'if (rest > 0) await this.#write(place, old, rest);',
        'await this.#write(place, [await this.#store.get(place.tokenKey), old[1], old[2]], rest);',
      ],
    ],
  },
  'an older entry counts whatever its token': {
    seenIn: 'a fall-back and a delete',
    edits: [[entries, 'if (isEntry(old, token))', 'if (Array.isArray(old))']],
  },
  'what is loaded under a hold is stored': {
    seenIn: 'a writer that holds and is killed, a cold read',
    edits: [['entry.ts', "token !== '' && token !== held", "token !== ''"]],
  },
  'a new token is written over a hold': {
    seenIn: 'a writer that holds and is killed, a cold read',
    edits: [
      [
        entries,
        'if (this.#store.add !== undefined) await this.#store.add(tokenKey,',
        'if (this.#store.add !== undefined) await this.#store.set(tokenKey,',
      ],
    ],
  },
  'a hold is but a delete': {
    seenIn: 'a writer that holds and is killed, a cold read',
    edits: [[file, 'this.#store.set(tokenKey, held, hold)', 'this.#store.delete(tokenKey)']],
  },
  'a hold that is not set': {
    seenIn: 'a writer that holds and is killed, a cold read',
    edits: [[file, 'await within(this.#settings.deleteTimeout, this.#store.set(tokenKey, held, hold));', '']],
  },
  'loads are shared by key alone': {
    seenIn: 'two readers of one process and a delete',
    edits: [[file, '{found.token}`;', '{0}`;']],
  },
  'loads are shared under a hold': {
    seenIn: 'a writer that holds and is killed, two readers of one process',
    edits: [
      [
        file,
        '      return await load();\n    }\n    const id',
        "      found.token = '!';\n    }\n    const id",
      ],
      [file, 'this.#loadAndFill(place, found.token, load, ttl)', 'load()'],
    ],
  },
  'a delete of the entries of the versions that are known': {
    seenIn: 'a cold read and a delete',
    edits: [
      [
        file,
        'await within(this.#settings.deleteTimeout, this.#store.delete(tokenKey));',
        "await this.#store.delete('v1:' + key); await this.#store.delete('v2:' + key);",
      ],
    ],
  },
  'a delete that is not waited for': {
    seenIn: 'a warm read and a delete',
    edits: [
      [
        file,
        'await within(this.#settings.deleteTimeout, this.#store.delete(tokenKey));',
        'this.#store.delete(tokenKey).catch(() => {});',
      ],
    ],
  },
};
