import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProject } from '../build/project.js';
import { bin } from '../cli/installed.js';
import type { Files } from '../support/project.js';
import { type Build, buildsOf, optionsFor } from '../unit/call-positions/builds.js';
import { type Rendered, render } from '../unit/call-positions/render.js';
import { runOutputs } from '../unit/call-positions/run-outputs.js';
import { version } from '../unit/call-positions/version.js';

const folderOf = (index: number) => `build-${index}`;

/** The sources of a build in a folder of their own. */
function sources(number: number, build: Build, { files }: Rendered, folder: string): Files {
  const here = Object.entries<string>(files).map(([path, text]) => [
    path.startsWith('node_modules/') ? path : `${folder}/${path}`,
    text,
  ]);
  const config = {
    compilerOptions: {
      ...optionsFor(number, build),
      outDir: 'out',
      rootDir: '.',
      sourceMap: true,
      declaration: true,
      plugins: [{ transform: 'keyshape/transform' }],
    },
    include: ['.'],
    exclude: ['out'],
  };
  return { ...Object.fromEntries(here), [`${folder}/tsconfig.json`]: JSON.stringify(config) };
}

function outputsIn(folder: string): Files {
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => /\.[cm]?jsx?$/.test(name))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

describe.each(['7.0', '7.1'] as const)('TypeScript %s replaces a call in every position', (name) => {
  const number = Number(name);
  const builds = buildsOf(number).map(([title, build], index) => {
    const rendered = render(number, build, index, version);
    return { title, build, rendered, folder: folderOf(index) };
  });
  let project: ReturnType<typeof createProject>;
  beforeAll(() => {
    const files = builds.map(({ build, rendered, folder }) => sources(number, build, rendered, folder));
    project = createProject(name, Object.assign({}, ...files));
  });
  afterAll(() => project?.remove());

  test.each(builds.map((one) => [one.title, one] as const))('%s', (_, { build, rendered, folder }) => {
    expect(project.node(bin, 'build', '-p', folder)).toEqual({ code: 0, text: '' });
    const expected = Object.fromEntries([...rendered.modules].map(([key, { value }]) => [key, value]));
    expect(runOutputs(rendered, build, outputsIn(join(project.folder, folder, 'out')))).toEqual(expected);
    expect(rendered.modules.size).toBeGreaterThan(100);
    expect(project.node(bin, 'verify', '-p', folder)).toEqual({
      code: 0,
      text: expect.stringContaining('agree with the output'),
    });
  });
});
