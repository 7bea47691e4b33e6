/** @typedef {import('./releases.mjs').Release} Release */
/** @typedef {import('./releases.mjs').Versions} Versions */
/** @typedef {import('./cache/cache.mjs').Entry} Entry */

/**
 * What the cache holds at a moment: the number of entries, by the release whose version is in the key (`both` where
 * the two have the same), the bytes they take, and how many of them a read would still give though a delete was acknowledged.
 *
 * @typedef {{ total: number, old: number, new: number, both: number, bare: number, tokens: number, bytes: number, undeleted: number }} Holding
 */

/**
 * @param {Entry[]} entries
 * @param {string} prefix
 * @param {{ old: Versions, new: Versions }} versions
 * @param {(row: string) => number} least - the revision that an entry of a row must not be behind of, from before the entries were read
 * @returns {Holding}
 */
export function count(entries, prefix, versions, least) {
  const holding = {
    total: entries.length,
    old: 0,
    new: 0,
    both: 0,
    bare: 0,
    tokens: 0,
    bytes: 0,
    undeleted: 0,
  };
  const tokens = new Map(entries.map(({ key, value }) => [key, textOf(value)]));
  for (const { key, value, bytes } of entries) {
    const name = key.slice(prefix.length);
    const [version] = name.split(':');
    const kind = owner(version, versions);
    holding[kind]++;
    holding.bytes += bytes;
    if (kind === 'tokens') continue;
    const row = kind === 'bare' ? name : name.slice(name.indexOf(':') + 1);
    const stored = JSON.parse(value);
    const isServed = !Array.isArray(stored) || stored[0] === tokens.get(`${prefix}keyshape:${row}`);
    const { revision } = Array.isArray(stored) ? stored[2] : stored;
    if (isServed && revision < least(row)) holding.undeleted++;
  }
  return holding;
}

/** A token as Redis has it, or as the embedded cache does: in JSON. @param {string} value */
function textOf(value) {
  return value.startsWith('"') ? JSON.parse(value) : value;
}

/**
 * @param {string | undefined} version
 * @param {{ old: Versions, new: Versions }} versions
 */
function owner(version, versions) {
  if (version === 'keyshape') return 'tokens';
  const isOf = (/** @type {Versions} */ release) => Object.values(release).some(([one]) => one === version);
  if (isOf(versions.old)) return isOf(versions.new) ? 'both' : 'old';
  return isOf(versions.new) ? 'new' : 'bare';
}
