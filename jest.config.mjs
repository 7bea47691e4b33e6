// The tiers of the tests, a project each, by what they need; `npx jest test/unit` and `npx jest --selectProjects native` run one.
// Where KEYSHAPE_TOOLS is `own` (npm test), no fixture is installed and what needs one is left out.
const ownToolsOnly = process.env.KEYSHAPE_TOOLS === 'own';

/** Those of the tests of hosts and commands that need the tools of a fixture, or npm's registry, throughout. */
const needsFixture = [
  '/test/hosts/(ts-jest|ts-loader|rollup|readme)\\.test\\.ts$',
  '/test/cache/',
  '/test/cli/bundles\\.test\\.ts$',
  '/test/build/(watch|watch-references)\\.test\\.ts$',
];

/** Nothing here measures time: a machine may be as busy as it likes. */
const testTimeout = 600_000;

const common = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
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
const native = ['native/**/*.test.ts', '*/native-*.test.ts'];
const matrix = ['matrix/**/*.test.ts'];

const own = [
  tier('unit', unit),
  // All the rest: hosts, commands, the cache, the examples.
  tier('hosts', ['**/*.test.ts'], {
    testPathIgnorePatterns: [
      '/test/(unit|native|matrix)/',
      '/native-[^/]*$',
      ...(ownToolsOnly ? needsFixture : []),
    ],
  }),
];
const others = [tier('native', native), tier('matrix', matrix)];

export default { projects: ownToolsOnly ? own : [...own, ...others], maxWorkers: 2, testTimeout };
