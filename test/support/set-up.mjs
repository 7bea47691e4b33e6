import { fixtures, installFixtures } from '../../scripts/install-fixtures.mjs';

/** The fixture of published models is large, and only the tests of these folders read it. */
const readsLibraries = /native|matrix|librar/;

/**
 * Before the tests: nothing is installed inside a test. Jest calls this once, with the first tier of a run, so that only the chosen
 * paths tell what the run is of. The package is built and packed when the first test asks for it.
 */
export default async function setUp({ testPathPatterns: { patterns } }) {
  if (process.env.KEYSHAPE_TOOLS === 'own') return;
  const names = fixtures();
  const all = patterns.length === 0 || patterns.some((pattern) => readsLibraries.test(pattern));
  await installFixtures(all ? names : names.filter((name) => name !== 'libraries'));
}
