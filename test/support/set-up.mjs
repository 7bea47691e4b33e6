import { fixtures, installFixtures } from '../../scripts/install-fixtures.mjs';
import { pack } from '../../scripts/pack.mjs';

/** The fixture of published models is large, and only these tiers read it. */
const readsLibraries = new Set(['native', 'matrix']);

/**
 * Before the tests of a tier (jest.config.mjs): nothing is installed inside a test. The package is built and packed too when a
 * whole tier is run; a run of chosen files does it when the first of them asks.
 */
export default async function setUp({ testPathPatterns }, { displayName }) {
  if (process.env.KEYSHAPE_TOOLS !== 'own') {
    const names = fixtures();
    await installFixtures(
      readsLibraries.has(displayName?.name) ? names : names.filter((name) => name !== 'libraries'),
    );
  }
  if (displayName?.name !== 'unit' && testPathPatterns.patterns.length === 0) await pack();
}
