import { key, Rollout, tokenKey } from './rollout.js';
import type { loadCache } from './source.js';

type Cache = ReturnType<typeof loadCache>;

/** Names a row of the database that is in the cache already, read before any of it changed. */
function warm(rollout: Rollout, ...versions: string[]) {
  rollout.entries.set(tokenKey, 'warm');
  for (const version of versions) rollout.entries.set(`${version}:${key}`, ['warm', Date.now() + 60_000, 0]);
}

function scenario(play: (rollout: Rollout) => void) {
  return (cache: Cache) => () => {
    const rollout = new Rollout(cache);
    play(rollout);
    return rollout;
  };
}

/** Small scopes, each explored to the end. */
export const scenarios = {
  'a cold read and a delete': scenario((rollout) => {
    rollout.read('reader', rollout.instance('r'), 'v1');
    rollout.write('writer', rollout.instance('w'), 1);
  }),
  'a warm read and a delete': scenario((rollout) => {
    warm(rollout, 'v1', 'v2');
    rollout.read('reader', rollout.instance('r'), 'v1', { times: 2 });
    rollout.write('writer', rollout.instance('w'), 1);
  }),
  'readers of two versions and a delete': scenario((rollout) => {
    rollout.read('old', rollout.instance('o'), 'v1');
    rollout.read('new', rollout.instance('n'), 'v2');
    rollout.write('writer', rollout.instance('w'), 1);
  }),
  'two reads, a delete, and a token that is evicted': scenario((rollout) => {
    rollout.evictable(tokenKey);
    rollout.read('reader', rollout.instance('r'), 'v1', { times: 2 });
    rollout.write('writer', rollout.instance('w'), 1);
  }),
  'a read, two deletes': scenario((rollout) => {
    rollout.read('reader', rollout.instance('r'), 'v1');
    rollout.write('writer', rollout.instance('w'), 1);
    rollout.write('other writer', rollout.instance('x'), 2);
  }),
  'entries that are evicted': scenario((rollout) => {
    warm(rollout, 'v1');
    rollout.evictable(`v1:${key}`);
    rollout.evictable(tokenKey);
    rollout.read('reader', rollout.instance('r'), 'v1');
    rollout.write('writer', rollout.instance('w'), 1);
  }),
  'writes that come late': scenario((rollout) => {
    rollout.read('reader', rollout.instance('r', { late: true }), 'v1');
    rollout.read('other', rollout.instance('o'), 'v1');
    rollout.write('writer', rollout.instance('w'), 1);
  }),
  'answers that get lost': scenario((rollout) => {
    rollout.read('reader', rollout.instance('r', { lossy: true }), 'v1');
    rollout.read('other', rollout.instance('o'), 'v1');
    rollout.write('writer', rollout.instance('w'), 1);
  }),
  'a fall-back and a delete': scenario((rollout) => {
    warm(rollout, 'v1');
    rollout.read('new', rollout.instance('n', { late: true }), ['v2', 'v1']);
    rollout.read('old', rollout.instance('o'), 'v1');
    rollout.write('writer', rollout.instance('w'), 1);
  }),
  'a fall-back on what is being filled': scenario((rollout) => {
    warm(rollout);
    rollout.read('new', rollout.instance('n'), ['v2', 'v1']);
    rollout.read('old', rollout.instance('o'), 'v1');
    rollout.write('writer', rollout.instance('w'), 1);
  }),
  'a writer that holds and is killed, a cold read': scenario((rollout) => {
    rollout.read('reader', rollout.instance('r'), 'v1');
    rollout.writeAndDie('writer', rollout.instance('w'), 1);
  }),
  'a writer that holds and is killed, a warm read': scenario((rollout) => {
    warm(rollout, 'v1');
    rollout.read('old', rollout.instance('o', { late: true }), 'v1');
    rollout.read('new', rollout.instance('n'), ['v2', 'v1']);
    rollout.writeAndDie('writer', rollout.instance('w'), 1);
  }),
  'a writer that holds and is killed, two readers of one process': scenario((rollout) => {
    rollout.entries.set(tokenKey, '!');
    const instance = rollout.instance('r', { isShared: true });
    rollout.read('one', instance, 'v1', { atOnce: true });
    rollout.read('other', instance, 'v1');
    rollout.commitAndDie('writer', 1);
  }),
  'a writer that holds and deletes, a cold read': scenario((rollout) => {
    rollout.read('old', rollout.instance('o', { late: true }), 'v1');
    rollout.read('new', rollout.instance('n'), 'v1');
    rollout.write('writer', rollout.instance('w'), 1, true);
  }),
  'two readers of one process and a delete': scenario((rollout) => {
    warm(rollout);
    const instance = rollout.instance('r', { isShared: true });
    rollout.read('one', instance, 'v1', { atOnce: true });
    rollout.read('other', instance, 'v1');
    rollout.write('writer', rollout.instance('w'), 1);
  }),
} as const;

export type ScenarioName = keyof typeof scenarios;
