import { shown } from './options.js';

/** The current version, and older ones whose entries are proven readable, in the order in which they are tried. */
export type VersionList = readonly [current: string, ...older: string[]];

/**
 * The versions that a call was given.
 *
 * @param method - the called method, for the messages
 * @param prefix - what stands before keys in the keys of tokens
 * @throws TypeError where there is none, or one that cannot stand before a key
 */
export function versionList(
  version: string | VersionList | undefined,
  method: string,
  prefix: string,
): VersionList {
  const list = Array.isArray(version) ? version : [version];
  const [current] = list;
  if (current === undefined) {
    throw new TypeError(
      `keyshape: SharedCache.${method} was called without a version, and one key for two structures is what a version is there to prevent. ` +
        'A build with keyshape fills it in; without types to go by, pass `versionOf<User>()` as the last argument.',
    );
  }
  for (const one of list) {
    if (
      typeof one !== 'string' ||
      one === '' ||
      one.includes(':') ||
      `${one}:`.startsWith(prefix) ||
      prefix.startsWith(`${one}:`)
    ) {
      throw new TypeError(
        `keyshape: SharedCache.${method}: ${shown(one)} is no version. A version is what \`versionOf<User>()\` gives: a text without a colon, and not the prefix ${JSON.stringify(prefix)}.`,
      );
    }
  }
  return list as unknown as VersionList;
}

/** Whether it is a version as a build writes them. */
export function isHexVersion(text: string): boolean {
  return /^[0-9a-f]{8,64}$/.test(text);
}

/** The version that a key begins with; none where it is not one of keyshape's. */
export function versionOfKey(key: string): string | undefined {
  return /^([0-9a-f]{8,64}):/.exec(key)?.[1];
}
