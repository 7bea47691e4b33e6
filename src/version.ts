/** The version of this package. A test holds it to package.json, which compiled code cannot read in both module formats. */
export const packageVersion = '0.1.0';

/** Tells builds of one version apart: in compiled code, a hash of it (scripts/build.mjs). */
export const buildId = 'not built';
