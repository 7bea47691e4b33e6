import { eventually } from '../../support/until.js';
import { HostProject } from './host-project.js';
import { readPage } from './page.js';
import { errorPlace, sources, states } from './scenarios.js';

const page = readPage('vitest');

/** A test that prints what it sees, and one that sees nothing of it. */
const tests = {
  'src/calls.test.ts': `import { test } from 'vitest';
import { fail, versions } from './calls';

test('calls', () => {
  console.log(JSON.stringify(versions));
  if (globalThis.throws) fail();
});
`,
  'src/other.test.ts':
    "import { test } from 'vitest';\n\ntest('other', () => console.log('the other test'));\n",
};

let project: HostProject;
beforeEach(() => {
  project = new HostProject('vitest', {
    ...sources,
    ...page.files,
    ...tests,
    'package.json': JSON.stringify({ name: 'service', private: true, type: 'module' }),
  });
});
afterEach(() => project.remove());

/** What the test printed last. */
function printed(text: string): unknown {
  const last = text.match(/^\{"deep":.*\}$/gm)?.at(-1);
  return last === undefined ? undefined : JSON.parse(last);
}

function expectError(text: string): void {
  expect(text).toMatch(errorPlace);
  expect(text).toMatch(/KS1001: Hop1\.two\[\]\.three\.a: /);
}

test('runs one after the other, with the modules that the last one kept on the disk', () => {
  for (const state of states) {
    project.write(state.files);
    const { code, text } = project.run(page.build);
    if (state.prints) expect([state.name, code, printed(text)]).toEqual([state.name, 0, state.prints]);
    else {
      expect([state.name, code]).toEqual([state.name, 1]);
      expectError(text);
    }
  }
  project.write({ 'src/calls.test.ts': tests['src/calls.test.ts'].replace('globalThis.throws', 'true') });
  expect(project.run(page.build).text).toMatch(/ src\/calls\.ts:10:/);
});

test('watching runs the tests again that follow from a type, and no others', async () => {
  const watching = project.start(page.watch);
  try {
    const [start, ...others] = states;
    await eventually(() => {
      expect(printed(watching.text())).toEqual(start!.prints);
      expect(watching.text()).toContain('Waiting for file changes');
    }, 60_000);
    for (const state of others) {
      const before = watching.text().length;
      project.write(state.files);
      await eventually(() => {
        const since = watching.text().slice(before);
        if (state.prints)
          expect([state.name, since, printed(since)]).toEqual([state.name, since, state.prints]);
        else expectError(since);
      }, 60_000);
      expect([state.name, watching.text().slice(before)]).not.toContain('the other test');
    }
  } finally {
    watching.stop();
  }
});

test('a type is a source of the tests whose calls are read from it', () => {
  const { text } = project.run('npx vitest related --run src/hop3.ts');
  expect(printed(text)).toEqual(states[0]!.prints);
  expect(text).not.toContain('the other test');
});
