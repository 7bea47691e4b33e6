import { EventEmitter, once } from 'node:events';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import ts from 'typescript';
import { type Bundler, createBundler, type Outcome } from '../../src/hosts/bundler/bundler.js';
import { errorText } from '../../src/hosts/bundler/reports.js';
import { keepFresh } from '../../src/hosts/vite/dev-server.js';
import type { Files } from '../support/project.js';
import { TemporaryProject } from '../support/temporary-project.js';
import { root } from '../support/tools.js';

const main = `import { keyFor, versionOf } from 'keyshape';
import type { User } from './user';

export const version = versionOf<User>();
export const key = (id: string) => keyFor<User>(id);
export const again = () => [
  versionOf<User>(),
  versionOf<User>(),
];
`;
const base: Files = {
  'src/main.ts': main,
  'src/user.ts': "import type { Name } from './name';\nexport interface User { name: Name }\n",
  'src/name.ts': 'export interface Name { first: string }\n',
  'src/other.ts': 'export const other = 1;\n',
};

let project: TemporaryProject;
let bundler: Bundler;
beforeEach(() => {
  project = new TemporaryProject(base);
  symlinkSync(join(root, 'node_modules/typescript'), project.path('node_modules/typescript'), 'junction');
  bundler = createBundler('keyshape/test', {});
});
afterEach(() => project.delete('.'));

const transform = (text: string, name = 'src/main.ts') => bundler.transform(text, project.path(name));

function textOf(outcome: Outcome | undefined): string {
  expect(outcome?.errors).toEqual([]);
  return outcome!.output!.text;
}

function errorOf(outcome: Outcome | undefined): string {
  expect(outcome?.output).toBeUndefined();
  return errorText(outcome!, project.folder);
}

/** What stands in the text in place of the calls. */
const replaced = (text: string) => text.match(/"[0-9a-f]{16}:?"/g);

test('calls are replaced, the import is gone, and the map has the source', () => {
  const { output } = transform(main)!;
  expect(replaced(output!.text)).toHaveLength(4);
  expect(output!.text).not.toContain("'keyshape'");
  const map = output!.map();
  expect([map.sources, map.sourcesContent]).toEqual([[project.path('src/main.ts')], [main]]);
  const line = output!.text.split('\n').findIndex((text) => text.includes('again')) + 1;
  expect(originalPositionFor(new TraceMap(map.toString()), { line, column: 0 }).line).toBe(6);
});

test.each([
  ['a mark of the encoding', (text: string) => `\ufeff${text}`],
  ['line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
])('%s', (_, write) => {
  project.write({ 'src/main.ts': write(main) });
  const text = textOf(transform(write(main)));
  expect(replaced(text)).toEqual(replaced(textOf(transform(write(main)))));
  expect(replaced(text)).toHaveLength(4);
});

test.each([
  ['before', (text: string) => `// a banner\nimport './style.css';\n${text}`],
  ['behind', (text: string) => `${text}if (import.meta.hot) import.meta.hot.accept();\n`],
  ['between', (text: string) => text.replace('\n\n', '\nconst added = 1;\n\n')],
  ['before, between and behind', (text: string) => `1;\n${text.replace('\n\n', '\n2;\n')}3;`],
  ['the line of another import', (text: string) => text.replace("'./user'", "'./user.ts'")],
])('what an earlier plugin changed stays: %s', (_, change) => {
  const clean = textOf(transform(main));
  const text = textOf(transform(change(main)));
  expect(replaced(text)).toEqual(replaced(clean));
  expect(text).not.toContain("'keyshape'");
  expect(text.replace(/\s/g, '')).toContain(change('\n\n').replace(/\s/g, '').slice(0, 2));
});

test.each([
  ['types are gone', (text: string) => text.replaceAll('<User>', '')],
  ['a line with a call is there once more', (text: string) => `${text}\n  versionOf<User>(),\n`],
  ['the lines are joined', (text: string) => text.replaceAll('\n', ' ')],
])('an earlier plugin that changed the calls is an error: %s', (_, change) => {
  expect(errorOf(transform(change(main)))).toMatch(
    /^src\/main\.ts\(1,1\): error KS2009: another plugin .* Put keyshape before it/,
  );
});

test('calls over several lines at the start of statements without semicolons keep to themselves, and to their lines', () => {
  const text = `import { versionOf, type VersionOf } from 'keyshape'
import type { User } from './user'
declare const exports: { calls: string[] }
const calls: string[] = []
const call = (text: string) => calls.push(text)
function inner<T>(version?: VersionOf<T>) {
  const a = call
  versionOf<
    T
  >().length
  call(String(version?.length))
  return a
}
const b = inner<User>() && call
versionOf<
  User
>().split('').forEach(() => {})
void b
exports.calls = calls
`;
  project.write({ 'src/main.ts': text });
  const made = textOf(transform(text));
  expect(made.split('\n')).toHaveLength(text.split('\n').length);
  const { outputText } = ts.transpileModule(made, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const found: { calls?: string[] } = {};
  new Function('exports', outputText)(found);
  expect(found.calls).toEqual(['16']);
});

test('what a query asks for need not be the module', () => {
  expect(transform(`export default ${JSON.stringify(main)}`, 'src/main.ts?raw')).toBeUndefined();
  expect(transform('export default "/src/main.ts"', 'src/main.ts?url')).toBeUndefined();
  expect(replaced(textOf(transform(main, 'src/main.ts?v=1')))).toHaveLength(4);
});

test.each([
  ['calls', main],
  [
    'a wrapper and its callers',
    `import type { VersionOf } from 'keyshape';
import type { User } from './user';
export function read<T>(key: string, version?: VersionOf<T>) { return [key, version]; }
export const user = read<User>('a');
`,
  ],
])('a plugin that is there twice changes %s once', (_, text) => {
  project.write({ 'src/main.ts': text });
  const once = textOf(transform(text));
  expect(replaced(once)).not.toBeNull();
  expect(createBundler('keyshape/test', {}).transform(once, project.path('src/main.ts'))).toBeUndefined();
  const longer = createBundler('keyshape/test', { length: 24 });
  expect(errorOf(longer.transform(once, project.path('src/main.ts')))).toContain('KS2009');
});

test('what has nothing of ours is left alone', () => {
  expect(transform(base['src/other.ts']!, 'src/other.ts')).toBeUndefined();
  expect(transform(main, 'src/main.d.ts')).toBeUndefined();
  expect(transform(main, 'node_modules/other/src/main.ts')).toBeUndefined();
  expect(bundler.transform(main, '\0virtual:main.ts')).toBeUndefined();
  expect(transform('body {}', 'src/main.css')).toBeUndefined();
});

test('a file that no configuration includes, and the script of a component, have no types', () => {
  project.write({ 'tools/build.ts': main });
  expect(errorOf(transform(main, 'tools/build.ts'))).toMatch(
    /^tools\/build\.ts\(1,30\): error KS2007: no tsconfig\.json .* includes this file/,
  );
  const component = `<script setup lang="ts">\n${main}</script>\n`;
  expect(errorOf(transform(component, 'src/App.vue'))).toMatch(
    /^src\/App\.vue\(2,30\): error KS2007: TypeScript does not read the script of a component/,
  );
  expect(errorOf(transform(main, 'src/App.vue?vue&type=script&setup=true&lang.ts'))).toMatch(/KS2007/);
  expect(transform('<template>keyshape</template>', 'src/App.vue')).toBeUndefined();
});

test.each([
  ['of types', "import type { VersionOf } from 'keyshape';"],
  ['of nothing but types', "import { type VersionOf, type VersionsOf } from 'keyshape';"],
  ['in a comment', "// import { versionOf } from 'keyshape'"],
  ['in a string', `export const text = "import { versionOf } from 'keyshape'";`],
])('where there are no types, an import %s is left alone', (_, text) => {
  project.write({ 'tools/build.ts': text });
  expect(transform(text, 'tools/build.ts')).toBeUndefined();
  expect(transform(`<script setup lang="ts">\n${text}\n</script>\n`, 'src/App.vue')).toBeUndefined();
  expect(transform(`export default ${JSON.stringify(main)}`, 'tools/build.ts?raw')).toBeUndefined();
});

test.each([
  '<script>import { versionOf } from "keyshape"</script>',
  'import {\n  type VersionOf,\n  versionOf,\n} from "keyshape"',
  "const a = 1;import * as ks from 'keyshape'",
  "export { versionOf } from 'keyshape'",
  "import type { User } from './user'\nimport { versionOf } from 'keyshape'",
])('one that is there when the module runs is an error: %j', (text) => {
  expect(errorOf(transform(text, 'src/App.vue'))).toMatch(/KS2007/);
});

test('a bundler that has read a file before it changed is given what that text becomes', () => {
  const before = textOf(transform(main));
  project.write({ 'src/main.ts': `// later\n${main}` });
  expect(textOf(transform(main))).toBe(before);
});

test('a bundler that is quicker than the news has the text of now', () => {
  const before = replaced(textOf(transform(main)));
  const longer = `${main}export const last = versionOf<{ a: 1 }>();\n`;
  project.write({ 'src/main.ts': longer });
  expect(replaced(textOf(transform(longer)))).toEqual([...before!, expect.anything()]);
});

test('a type that changed elsewhere makes its modules outdated, and nothing else does', () => {
  const change = (path: string, text: string) => {
    project.write({ [path]: text });
    bundler.update({ changed: [project.path(path)], isStructural: false });
  };
  transform(base['src/other.ts']!, 'src/other.ts');
  const before = replaced(textOf(transform(main)));
  expect(bundler.outdated()).toEqual([]);
  change('src/name.ts', `${base['src/name.ts']}// a comment\n`);
  expect(bundler.outdated()).toEqual([]);
  change('src/name.ts', 'export interface Name { first: number }\n');
  expect(bundler.outdated()).toEqual([project.path('src/main.ts')]);
  expect(replaced(textOf(transform(main)))).not.toEqual(before);
  expect(bundler.outdated()).toEqual([]);
  change('src/name.ts', 'export interface Name { first: any }\n');
  expect(bundler.outdated()).toEqual([project.path('src/main.ts')]);
  expect(errorOf(transform(main))).toMatch(/^src\/main\.ts\(4,34\): error KS1001: User\.name\.first: /);
  change('src/name.ts', base['src/name.ts']!);
  expect(bundler.outdated()).toEqual([project.path('src/main.ts')]);
  expect(replaced(textOf(transform(main)))).toEqual(before);
});

test('a module that is handed over between a change and the question is outdated by what was before', () => {
  transform(main);
  const before = bundler.outcomes();
  project.write({ 'src/name.ts': 'export interface Name { first: number }\n' });
  bundler.update({ changed: [project.path('src/name.ts')], isStructural: false });
  transform(main);
  expect(bundler.outdated()).toEqual([]);
  expect(bundler.outdated(before)).toEqual([project.path('src/main.ts')]);
});

test('the modules that follow from a file', () => {
  expect(bundler.dependents([project.path('src/name.ts')])).toEqual([project.path('src/main.ts')]);
  expect(bundler.dependents([project.path('README.md')])).toEqual([]);
  expect([bundler.holds(project.path('src/main.ts')), bundler.holds(project.path('src/name.ts'))]).toEqual([
    true,
    false,
  ]);
});

test('an option that is wrong is an error of the module, and names the host', () => {
  const wrong = createBundler('keyshape/test', { lenght: 20 });
  expect(errorOf(wrong.transform(main, project.path('src/main.ts')))).toMatch(
    /error KS3001: .*lenght.* in the options of keyshape\/test/,
  );
});

test('a development server that is told of a file while it is being written sees what it became', async () => {
  const before = replaced(textOf(transform(main)));
  const watcher = Object.assign(new EventEmitter(), { add() {} });
  keepFresh({ config: { root: project.folder }, watcher }, bundler);
  project.write({ 'src/name.ts': '' });
  watcher.emit('change', project.path('src/name.ts'));
  // A request comes between, and the watcher tells nothing more.
  expect(transform(main)?.errors).not.toEqual([]);
  project.write({ 'src/name.ts': 'export interface Name { first: string; last: string }\n' });
  const [told] = await once(watcher, 'change');
  expect(told).toBe(project.path('src/main.ts'));
  const after = replaced(textOf(transform(main)));
  expect([after?.length, after?.[0] === before?.[0]]).toEqual([4, false]);
});

test('a development server sees a second change of a file that its watcher passed over', async () => {
  const before = replaced(textOf(transform(main)));
  const watcher = Object.assign(new EventEmitter(), { add() {} });
  keepFresh({ config: { root: project.folder }, watcher }, bundler);
  const name = project.path('src/name.ts');
  const first = readFileSync(name, 'utf8');
  project.write({ 'src/name.ts': 'export interface Name { first: string; last: string }\n' });
  watcher.emit('change', name);
  expect(await once(watcher, 'change')).toEqual([project.path('src/main.ts')]);
  expect(replaced(textOf(transform(main)))).not.toEqual(before);
  // Within 50 ms of the first.
  project.write({ 'src/name.ts': first });
  expect(await once(watcher, 'change')).toEqual([project.path('src/main.ts')]);
  expect(replaced(textOf(transform(main)))).toEqual(before);
});
