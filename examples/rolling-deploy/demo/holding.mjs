/** @typedef {import('./releases.mjs').Release} Release */
/** @typedef {import('./releases.mjs').Versions} Versions */

/**
 * What the cache holds at a moment: the number of entries, by the release whose version is in the key (`both` where
 * the two have the same), and the bytes they take.
 *
 * @typedef {{ total: number, v1: number, v2: number, both: number, bare: number, tokens: number, bytes: number }} Holding
 */

/**
 * @param {import('./cache/cache.mjs').Entry[]} entries
 * @param {string} prefix
 * @param {Record<Release, Versions>} versions
 * @returns {Holding}
 */
export function count(entries, prefix, versions) {
  const holding = { total: entries.length, v1: 0, v2: 0, both: 0, bare: 0, tokens: 0, bytes: 0 };
  for (const { key, bytes } of entries) {
    const [version] = key.slice(prefix.length).split(':');
    holding[owner(version, versions)]++;
    holding.bytes += bytes;
  }
  return holding;
}

/**
 * @param {string | undefined} version
 * @param {Record<Release, Versions>} versions
 */
function owner(version, versions) {
  if (version === 'keyshape') return 'tokens';
  const isOf = (/** @type {Release} */ release) =>
    Object.values(versions[release]).some((one) => one === version);
  if (isOf('v1')) return isOf('v2') ? 'both' : 'v1';
  return isOf('v2') ? 'v2' : 'bare';
}
