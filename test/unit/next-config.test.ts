import { withKeyshape } from '../../src/hosts/next/index.js';
import { TemporaryProject } from '../support/temporary-project.js';

const schema = 'node_modules/next/dist/server/config-schema.js';
const refresh = 'turbopackServerFastRefresh';

let project: TemporaryProject;
const program = process.argv[1]!;
beforeEach(() => {
  project = new TemporaryProject({ 'package.json': '{}', [schema]: `exports.${refresh} = 1;` });
  process.argv[1] = project.path('node_modules/.bin/next');
});
afterEach(() => {
  process.argv[1] = program;
  project.delete('.');
});

/** What a configuration says of what is experimental. */
function experimental(config: object): unknown {
  return (withKeyshape(config) as { experimental?: unknown }).experimental;
}

test('modules in a server that runs are loaded again, not replaced one by one', () => {
  expect(experimental({})).toEqual({ [refresh]: false });
  expect(experimental({ experimental: { ppr: true } })).toEqual({ ppr: true, [refresh]: false });
});

test('what the user says of it stands', () => {
  expect(experimental({ experimental: { [refresh]: true } })).toEqual({ [refresh]: true });
});

test('a configuration that is a function has it too', async () => {
  const make = withKeyshape(async () => ({ reactStrictMode: true }));
  expect(await make()).toMatchObject({ reactStrictMode: true, experimental: { [refresh]: false } });
});

test('a Next that does not know the setting is not given it', () => {
  project.write({ [schema]: 'exports.other = 1;' });
  expect(experimental({})).toBeUndefined();
  expect(experimental({ experimental: { ppr: true } })).toEqual({ ppr: true });
});
