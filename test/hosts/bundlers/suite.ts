import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolSet } from '../../support/tools.js';
import { eventually } from '../../support/until.js';
import { HostProject } from './host-project.js';
import { readPage } from './page.js';
import { errorPlace, type State, sources, start, states, type Versions } from './scenarios.js';

/** A bundler, and what is to be known to follow its page. */
export interface Bundler {
  readonly name: ToolSet;
  /** What the build writes. */
  readonly output: string;
  /** The kind of module that the output, and a configuration in JavaScript, is. */
  readonly type: 'module' | 'commonjs';
  /** Whether a watching build takes in a file that was not there when it started; left out where none is tried. */
  readonly watchesNewFiles?: boolean;
}

/** Follows the page of a bundler through the table of what happens to a project. */
export function describeBundler({ name, output, type, watchesNewFiles }: Bundler): void {
  const page = readPage(name);
  let project: HostProject;
  beforeEach(() => {
    project = new HostProject(name, {
      ...sources,
      ...page.files,
      'package.json': JSON.stringify({ name: 'service', private: true, type }),
    });
  });
  afterEach(() => project.remove());

  const prints = (): Versions | string => {
    const { text } = project.runOutput(output);
    return text.startsWith('{') ? JSON.parse(text.split('\n', 1)[0]!) : text;
  };

  test(`${name}: builds one after the other, with what the last one kept`, () => {
    for (const state of states) {
      project.write(state.files);
      const { code, text } = project.run(page.build);
      if (state.prints) {
        expect([state.name, code, code === 0 ? prints() : text]).toEqual([state.name, 0, state.prints]);
      } else {
        expect([state.name, code]).not.toEqual([state.name, 0]);
        expectError(text);
      }
    }
    // The map leads to the line of the source.
    expect(project.runOutput(output, 'fail').text).toMatch(/src\/calls\.ts:10:/);
  });

  if (watchesNewFiles === undefined) return;
  test(`${name}: a build that watches`, async () => {
    const watching = project.start(page.watch);
    const expectState = (state: State, before: number) =>
      eventually(() => {
        const since = watching.text().slice(before);
        if (state.prints) expect([state.name, since, prints()]).toEqual([state.name, since, state.prints]);
        else expectError(since);
      }, 60_000);
    try {
      const [first, ...others] = states;
      await expectState(first!, 0);
      await watches(project, output);
      for (const state of others) {
        if (state.isNewFile && !watchesNewFiles) continue;
        const before = watching.text().length;
        project.write(state.files);
        await expectState(state, before);
      }
    } finally {
      watching.stop();
    }
  });
}

/** webpack and Rspack hand a file over as text or as an asset by a rule. */
export function keepsRawText(name: 'webpack' | 'rspack'): void {
  test(`${name}: a module that is asked for as its text is the text of the file`, () => {
    const page = readPage(name);
    const config = `${name}.config.js`;
    const project = new HostProject(name, {
      ...sources,
      ...page.files,
      'package.json': JSON.stringify({ name: 'service', private: true, type: 'commonjs' }),
      'src/raw.d.ts': "declare module '*?raw' {\n  const text: string;\n  export default text;\n}\n",
      'src/main.ts':
        "import text from './calls?raw';\nimport { versions } from './calls';\nconsole.log(JSON.stringify([text, versions.open]));\n",
      [config]: page.files[config]!.replace(
        'rules: [',
        "rules: [{ resourceQuery: /raw/, type: 'asset/source' }, ",
      ).replace('loader:', 'resourceQuery: { not: [/raw/] }, loader:'),
    });
    try {
      expect(project.run(page.build)).toMatchObject({ code: 0 });
      expect(JSON.parse(project.runOutput('dist/main.js').text)).toEqual([
        sources['src/calls.ts'],
        start.open,
      ]);
    } finally {
      project.remove();
    }
  });
}

/** What is printed of the error of the table. */
function expectError(text: string): void {
  expect(text).toMatch(errorPlace);
  expect(text).toMatch(/KS1001: Hop1\.two\[\]\.three\.a: /);
}

/** A tool says that it watches before it does: a module that it bundles is written until that changes the output. */
async function watches(project: HostProject, output: string): Promise<void> {
  for (let count = 1; !readFileSync(join(project.folder, output), 'utf8').includes('noticed'); count++) {
    expect(count).toBeLessThan(60);
    project.write({ 'src/main.ts': `${sources['src/main.ts']}console.error('noticed ${count}');\n` });
    await new Promise((done) => setTimeout(done, 500));
  }
}
