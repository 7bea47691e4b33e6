// The tiers of the tests, a project each, by what they need; `npx jest test/unit` and `npx jest --selectProjects native` run one.
// Where KEYSHAPE_TOOLS is `own` (npm test), no fixture is installed and what needs one is left out.
const ownToolsOnly = process.env.KEYSHAPE_TOOLS === 'own';

/** A proof of each kind, quick enough for everyone: a build by tspc, one by keyshape build, the record of the last build, verify. */
const quick = ['hosts/last-build.test.ts', 'build/errors.test.ts', 'cli/bin.test.ts'];

/** Nothing here measures time: a machine may be as busy as it likes. */
const testTimeout = 1_800_000;

const common = {
  testEnvironment: 'node',
  transform: {
    // js-tokens is an ES module, and Jest runs CommonJS.
    '\\.ts$|/node_modules/js-tokens/': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!js-tokens/)'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/fixtures', '<rootDir>/examples'],
  globalSetup: '<rootDir>/test/support/set-up.mjs',
  testTimeout,
};

const tier = (name, testMatch, more) => ({
  displayName: name,
  testMatch: testMatch.map((pattern) => `<rootDir>/test/${pattern}`),
  ...common,
  ...more,
});
const unit = ['unit/**/*.test.ts'];
/** Unit tests that take three seconds of processor or more each: `npm test` runs them, `npm run test:unit` does not. */
const thorough = [
  'unit/cache/model.test.ts',
  'unit/cache/upkeep.test.ts',
  'unit/call-positions/classic.test.ts',
  'unit/canonical-form.test.ts',
  'unit/compare/assignability.test.ts',
  'unit/compare/soundness.test.ts',
  'unit/compare/typed.test.ts',
  'unit/cost.test.ts',
  'unit/generated-types/generated-types.test.ts',
  'unit/last-readings.test.ts',
  'unit/lock/commands.test.ts',
  'unit/lock/git.test.ts',
  'unit/lock/versions-of.test.ts',
  'unit/models.test.ts',
  'unit/other-uses.test.ts',
  'unit/readme.test.ts',
  'unit/replacement.test.ts',
  'unit/wrapper/alone.test.ts',
  'unit/wrapper/cases.test.ts',
  'unit/wrapper/last-search.test.ts',
];
const native = ['native/**/*.test.ts', '*/native-*.test.ts'];
const matrix = ['matrix/**/*.test.ts'];

const own = [
  tier('unit', unit, { testPathIgnorePatterns: thorough }),
  tier('thorough', thorough),
  // All the rest: hosts, commands, the cache, the examples.
  tier('hosts', ownToolsOnly ? quick : ['**/*.test.ts'], {
    testPathIgnorePatterns: ['/test/(unit|native|matrix)/', '/native-[^/]*$'],
  }),
];
const others = [tier('native', native), tier('matrix', matrix)];

export default { projects: ownToolsOnly ? own : [...own, ...others], maxWorkers: 2, testTimeout };
