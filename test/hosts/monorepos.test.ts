import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { toolSet } from '../support/tools.js';
import { HostProject } from './bundlers/host-project.js';
import { blocksOf } from './bundlers/page.js';

// Follows docs/hosts/monorepos.md: what a cache kept is never an old version, and is taken where nothing changed.

const [manifest, turbo, nx] = blocksOf('monorepos').map(({ block }) => block);
const city = (zip: string) => ({ 'packages/model/src/city.ts': `export interface City { zip: ${zip} }\n` });
const packages = { '@acme/model': 'packages/model', '@acme/service': 'packages/service' };
const linked = (folder: string) => ({ resolved: folder, link: true });

const files = {
  'package.json': JSON.stringify({
    name: 'repository',
    private: true,
    packageManager: 'npm@10.8.2',
    workspaces: ['packages/*'],
  }),
  'package-lock.json': JSON.stringify({
    name: 'repository',
    lockfileVersion: 3,
    packages: {
      '': { name: 'repository', workspaces: ['packages/*'] },
      ...Object.fromEntries(Object.entries(packages).map(([name, folder]) => [folder, { name }])),
      ...Object.fromEntries(
        Object.entries(packages).map(([name, folder]) => [`node_modules/${name}`, linked(folder)]),
      ),
    },
  }),
  'tsconfig.base.json': JSON.stringify({
    compilerOptions: { target: 'es2022', module: 'nodenext', strict: true, lib: ['es2022'], types: [] },
  }),
  '.gitignore': 'node_modules\ndist\n.turbo\n.nx\n',
  'turbo.json': turbo!,
  'nx.json': nx!,
  'packages/model/package.json': '{ "name": "@acme/model", "type": "module", "exports": "./src/index.ts" }',
  'packages/model/src/index.ts': "export type { User } from './user.js';\n",
  'packages/model/src/user.ts':
    "import type { City } from './city.js';\nexport interface User { id: number; city: City }\n",
  ...city('string'),
  'packages/service/package.json': manifest!,
  'packages/service/tsconfig.json': JSON.stringify({
    extends: '../../tsconfig.base.json',
    compilerOptions: {
      rootDir: '../..',
      outDir: 'dist',
      plugins: [{ transform: 'keyshape/transform', transformProgram: true }],
    },
    include: ['src'],
  }),
  'packages/service/src/main.ts': `import { versionOf } from 'keyshape';
import type { User } from '@acme/model';
export const version: string = versionOf<User>();
`,
};

let project: HostProject;
afterEach(() => project.remove());

test.each([
  ['npx turbo run build', /1 cached, 1 total/],
  ['npx nx run-many -t build', /from the cache instead of running the command/],
])('%s', (line, fromCache) => {
  process.env = {
    ...process.env,
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_NO_CLOUD: 'true',
    TURBO_TELEMETRY_DISABLED: '1',
  };
  project = new HostProject('monorepos', files);
  const modules = join(project.folder, 'node_modules');
  mkdirSync(join(modules, '@acme'));
  for (const [name, folder] of Object.entries(packages)) {
    symlinkSync(join(project.folder, folder), join(modules, name));
  }
  rmSync(join(modules, '.bin'));
  mkdirSync(join(modules, '.bin'));
  const bin = join(toolSet('monorepos'), 'node_modules/.bin');
  for (const name of readdirSync(bin)) symlinkSync(join(bin, name), join(modules, '.bin', name));
  const own = join(modules, 'keyshape/dist/esm/cli/main.js');
  chmodSync(own, 0o755);
  symlinkSync(own, join(modules, '.bin/keyshape'));

  const build = (): { readonly version: string | undefined; readonly isCached: boolean } => {
    const { code, text } = project.run(line);
    expect([text, code]).toEqual([text, 0]);
    const output = join(project.folder, 'packages/service/dist/packages/service/src/main.js');
    const [version] = /[0-9a-f]{16}/.exec(readFileSync(output, 'utf8')) ?? [];
    rmSync(join(project.folder, 'packages/service/dist'), { recursive: true });
    return { version, isCached: fromCache.test(text) };
  };
  const start = build();
  expect(start).toEqual({ version: expect.anything(), isCached: false });
  project.write(city('number'));
  const edited = build();
  expect(edited).toEqual({ version: expect.anything(), isCached: false });
  expect(edited.version).not.toBe(start.version);
  project.write(city('string'));
  expect(build()).toEqual({ ...start, isCached: true });
});
