import { type Files, manifest, projectWith } from './project.js';

const entry = '{ "transform": "keyshape/transform", "transformProgram": true }';

/** A project of ts-patch with its configuration. */
const projectOf = (tsconfig: string, more: Files = {}) =>
  projectWith({ 'package.json': manifest('ts-patch'), 'tsconfig.json': tsconfig, ...more });

async function written(tsconfig: string): Promise<string> {
  const project = projectOf(tsconfig);
  expect((await project.run(['init', '--yes'])).code).toBe(0);
  const made = project.read('tsconfig.json');
  expect((await project.run(['init', '--yes'])).text).toContain('Already set up');
  expect(project.read('tsconfig.json')).toBe(made);
  return made;
}

test.each([
  ['nothing', '', `{ "compilerOptions": { "plugins": [${entry}] } }\n`],
  [
    'comments and a comma at the end',
    '// ours\n{\n  "compilerOptions": {\n    "strict": true, // always\n    // "plugins": [],\n  }, /* so */\n}\n',
    `// ours\n{\n  "compilerOptions": {\n    "strict": true, // always\n    // "plugins": [],\n    "plugins": [${entry}],\n  }, /* so */\n}\n`,
  ],
  [
    'a comment behind the last',
    '{\n  "compilerOptions": {\n    "strict": true // always\n  }\n}\n',
    `{\n  "compilerOptions": {\n    "strict": true, // always\n    "plugins": [${entry}]\n  }\n}\n`,
  ],
  [
    'CRLF',
    '{\r\n  "compilerOptions": {\r\n    "strict": true\r\n  }\r\n}\r\n',
    `{\r\n  "compilerOptions": {\r\n    "strict": true,\r\n    "plugins": [${entry}]\r\n  }\r\n}\r\n`,
  ],
  [
    'tabs, a mark at the start, no line end at the end',
    '\ufeff{\n\t"include": ["src"],\n\t"compilerOptions": {\n\t\t"strict": true\n\t}\n}',
    `\ufeff{\n\t"include": ["src"],\n\t"compilerOptions": {\n\t\t"strict": true,\n\t\t"plugins": [${entry}]\n\t}\n}`,
  ],
  [
    'no compilerOptions',
    '{\n    "include": ["src"]\n}\n',
    `{\n    "include": ["src"],\n    "compilerOptions": { "plugins": [${entry}] }\n}\n`,
  ],
  [
    'an empty object over lines',
    '{\n    "compilerOptions": {\n    }\n}\n',
    `{\n    "compilerOptions": {\n        "plugins": [${entry}]\n    }\n}\n`,
  ],
  [
    'a list in one line, laid out badly',
    '{"compilerOptions":{"plugins":[{"name":"next"}],"strict":true}}',
    `{"compilerOptions":{"plugins":[{"name":"next"}, ${entry}],"strict":true}}`,
  ],
  [
    'a list over lines',
    '{ "compilerOptions": { "plugins": [\n  { "name": "next" }\n] } }',
    `{ "compilerOptions": { "plugins": [\n  { "name": "next" },\n  ${entry}\n] } }`,
  ],
  [
    'an entry that is commented out',
    '{ "compilerOptions": { "plugins": [ /* { "transform": "keyshape/transform" } */ ] } }',
    `{ "compilerOptions": { "plugins": [ /* { "transform": "keyshape/transform" } */ ${entry} ] } }`,
  ],
])('%s: nothing else changes', async (_name, before, after) => {
  expect(await written(before)).toBe(after);
});

test.each([
  ['a bracket too few', '{\n  "compilerOptions": {\n', /tsconfig\.json\(3,1\): CloseBraceExpected/],
  ['no JSON', '{ strict: true }', /tsconfig\.json\(1,3\)/],
])('%s: an error with its place, and nothing is written', async (_name, tsconfig, error) => {
  const nest = '{ "sourceRoot": "src" }';
  const project = projectOf(tsconfig, {
    'package.json': manifest('ts-patch', '@nestjs/cli'),
    'nest-cli.json': nest,
  });
  expect(await project.run(['init', '--yes'])).toEqual({ code: 2, text: expect.stringMatching(error) });
  expect([project.read('tsconfig.json'), project.read('nest-cli.json')]).toEqual([tsconfig, nest]);
});

test.each([
  ['a list that is none', '{ "compilerOptions": { "plugins": {} } }', /"plugins" is not what it should be/],
  ['an object twice', '{ "compilerOptions": {}, "compilerOptions": {} }', /stands in it more than once/],
  ['references alone', '{ "files": [], "references": [{ "path": "a" }] }', /only refers to others/],
  [
    'a base that is not there',
    '{ "extends": ["./base.json", "@acme/base"] }',
    /extends @acme\/base, which is not there/,
  ],
  ['plugins of a base', '{ "extends": ["./base.json", "./other.json"] }', /"plugins" comes from base\.json/],
])('%s: the line is only shown', async (_name, tsconfig, reason) => {
  const project = projectOf(tsconfig, {
    'base.json': '{ "compilerOptions": { "plugins": [{ "name": "next" }] } }',
    'other.json': '{}',
  });
  const { code, text } = await project.run(['init', '--yes']);
  expect([code, text]).toEqual([1, expect.stringMatching(reason)]);
  expect(text).toContain(entry);
  expect(project.read('tsconfig.json')).toBe(tsconfig);
});

describe('an entry that is inherited is one', () => {
  const base = `{ "compilerOptions": { "plugins": [${entry}] } }`;
  const plain = '{ "compilerOptions": { "plugins": [] } }';

  test.each([
    ['"./base"', true],
    ['["./plain.json", "./base.json"]', true],
    ['["./base.json", "./plain.json"]', false],
    ['["./base.json", "./nothing.json"]', true],
    ['"keyshape/tsconfig.json"', true],
    ['"@acme/config/base"', true],
    ['"@acme/config"', true],
  ])('extends %s: %s', async (bases, isSetUp) => {
    const project = projectOf(`{ "extends": ${bases} }`, {
      'base.json': base,
      'plain.json': plain,
      'nothing.json': '{}',
      'node_modules/@acme/config/base.json': base,
      'node_modules/@acme/config/tsconfig.json': base,
    });
    expect((await project.run(['doctor'])).code).toBe(isSetUp ? 0 : 1);
    expect((await project.run(['init', '--yes'])).code).toBe(isSetUp ? 0 : 1);
  });

  test('one beside plugins of its own is not: lists replace one another', async () => {
    const project = projectOf(
      `{ "extends": "./base.json", "compilerOptions": { "plugins": [{ "name": "next" }] } }`,
      {
        'base.json': base,
      },
    );
    expect((await project.run(['doctor'])).code).toBe(1);
    expect((await project.run(['init', '--yes'])).code).toBe(0);
    expect(project.read('tsconfig.json')).toContain(`[{ "name": "next" }, ${entry}]`);
  });

  test('configurations that extend each other come to an end', async () => {
    const project = projectOf('{ "extends": "./a.json" }', { 'a.json': '{ "extends": "./tsconfig.json" }' });
    expect((await project.run(['doctor'])).code).toBe(1);
  });
});

test('-p names a configuration, or the folder of a project', async () => {
  const project = projectWith({
    'app/package.json': manifest('ts-patch'),
    'app/tsconfig.json': `{ "compilerOptions": { "plugins": [${entry}] } }`,
    'app/tsconfig.build.json': '{}',
  });
  expect((await project.run(['init', '-p', 'app'])).code).toBe(0);
  expect((await project.run(['init', '-p', 'app/tsconfig.build.json', '--yes'])).code).toBe(0);
  expect(project.read('app/tsconfig.build.json')).toContain(entry);
  expect(await project.run(['init', '-p', 'missing.json'])).toEqual({
    code: 2,
    text: expect.stringContaining('there is no missing.json'),
  });
});

test('a configuration in UTF-16 is read, and not written', async () => {
  const project = projectOf('');
  const bytes = Buffer.from('\ufeff{ "compilerOptions": {} }', 'utf16le');
  project.write('tsconfig.json', bytes);
  expect(await project.run(['init', '--yes'])).toEqual({
    code: 1,
    text: expect.stringContaining('not UTF-8'),
  });
});
