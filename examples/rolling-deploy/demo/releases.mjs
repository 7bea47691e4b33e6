import { fileURLToPath, pathToFileURL } from 'node:url';

/** The two releases of the service that are alive during the deployment. @typedef {'v1' | 'v2'} Release */

/** @typedef {Record<import('./traffic.mjs').ModelName, string>} Versions */

/** Where a release is built. @param {Release} release */
export function releaseFolder(release) {
  return fileURLToPath(new URL(`../dist/${release}/`, import.meta.url));
}

/** The program of an instance. @param {Release} release */
export function instanceFile(release) {
  return `${releaseFolder(release)}out/instance.js`;
}

/** The versions that keyshape put into the built code. @returns {Promise<Record<Release, Versions>>} */
export async function readVersions() {
  const [v1, v2] = await Promise.all(
    /** @type {Release[]} */ (['v1', 'v2']).map(async (release) => {
      const { versions } = await import(pathToFileURL(`${releaseFolder(release)}out/keys.js`).href);
      return versions;
    }),
  );
  return { v1, v2 };
}
