import { setupOf } from '../../src/cli/verify/setup.js';
import { TemporaryProject } from '../support/temporary-project.js';

let project: TemporaryProject;
afterEach(() => project.delete('.'));

test.each([
  ['webpack.config.js', 'keyshape/webpack'],
  ['rspack.config.mjs', 'keyshape/rspack'],
  ['rollup.config.mjs', 'keyshape/rollup'],
  ['rolldown.config.ts', 'keyshape/rolldown'],
  ['next.config.ts', 'keyshape/next'],
  ['vite.config.ts', 'keyshape/vite'],
  ['farm.config.ts', 'keyshape/farm'],
  ['tsup.config.ts', 'keyshape/esbuild'],
  ['tsdown.config.ts', 'keyshape/rolldown'],
  ['esbuild.mjs', 'keyshape/esbuild'],
])('a call was left in place, and there is %s: the message names %s', (file, entry) => {
  project = new TemporaryProject({ [file]: '' });
  expect(setupOf(project.path('tsconfig.json')).bundler).toMatchObject({
    file,
    line: expect.stringContaining(`'${entry}'`) as string,
  });
});
