import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * The releases of the service: v1, and the two that take its place, each in a deployment of its own. In v2 a field is renamed, in v3 it becomes
 * nullable.
 *
 * @typedef {'v1' | 'v2' | 'v3'} Release
 */

/** @type {Release[]} */
export const releases = ['v1', 'v2', 'v3'];

/** @typedef {Record<import('./traffic.mjs').ModelName, [present: string, ...older: string[]]>} Versions */

/** Where a release is built. @param {Release} release */
export function releaseFolder(release) {
  return fileURLToPath(new URL(`../dist/${release}/`, import.meta.url));
}

/** The program of an instance. @param {Release} release */
export function instanceFile(release) {
  return `${releaseFolder(release)}out/instance.js`;
}

/**
 * The versions that keyshape put into the built code: the present one of each model, then older ones that are still readable.
 *
 * @returns {Promise<Record<Release, Versions>>}
 */
export async function readVersions() {
  const all = await Promise.all(
    releases.map(async (release) => {
      const { versions } = await import(pathToFileURL(`${releaseFolder(release)}out/versions.js`).href);
      return [release, versions];
    }),
  );
  return Object.fromEntries(all);
}
