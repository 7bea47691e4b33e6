import { analyse } from '../../src/calls/analysis.js';
import { type FileResult, isRewritten } from '../../src/calls/file-result.js';
import { Templates } from '../../src/compilers/native/emit/templates.js';
import { classicProgram } from '../../src/project/classic/classic-program.js';
import { resolveOptions } from '../../src/project/configuration/resolve-options.js';
import { compile } from '../support/project.js';
import { loadCompiler } from '../support/tools.js';

// What is told of files before their types are read has to be what becomes of them, or it must be seen that it is not.
const compiler = loadCompiler('5.9');

function analysed(main: string, others: Readonly<Record<string, string>> = {}) {
  const { program } = compile({ 'src/main.ts': main, ...others }, { compiler, through: 'none' });
  const options = resolveOptions({ configFile: '/project/tsconfig.json', plugins: [] });
  let foreseen: ReadonlyMap<string, FileResult> | undefined;
  let callers: ReadonlySet<string> | undefined;
  const { files } = analyse(classicProgram(compiler, program, undefined), options, {
    callersFound: (told) => {
      callers = told;
    },
    foreseen: (told) => {
      foreseen = told;
    },
  });
  return { callers, foreseen: foreseen && [...foreseen.values()], files: [...files.values()] };
}

/** Whether what is compiled of foreseen files holds for those that they became. */
function holds({ foreseen = [], files }: ReturnType<typeof analysed>): boolean {
  const templates = new Templates();
  for (const file of foreseen) templates.marked(file);
  return foreseen.length === files.length && files.every((file) => templates.holds(file));
}

const head = `import { keyFor, shapeOf, versionOf, versionsOf, type VersionOf } from 'keyshape';
interface User { id: number }
`;
const wrapper = 'function load<T>(id: string, version?: VersionOf<T>) { return [id, version]; }\n';

test.each<[string, string]>([
  ['a version', 'export const a = versionOf<User>();'],
  ['a key', "export const a = [keyFor<User>('a'), versionOf<{ b: string }>()];"],
  ['a wrapper', `${wrapper}export const a = load<User>('a');`],
  ['no call', 'export { versionOf };'],
])('%s is foreseen', (_, lines) => {
  const result = analysed(head + lines);
  expect(result.files).not.toEqual([]);
  expect(result.foreseen === undefined || holds(result)).toBe(true);
});

test.each<[string, string]>([
  ['a type that cannot be read', 'export const a = [versionOf<User>(), versionOf<any>()];'],
  ['a type with an error', 'export const a = versionOf<Missing>();'],
])('%s is not', (_, lines) => {
  const result = analysed(head + lines);
  expect(result.foreseen).toHaveLength(1);
  expect(holds(result)).toBe(false);
});

test.each<[string, string]>([
  ['a shape', 'export const a = [versionOf<User>(), shapeOf<User>()];'],
  ['a list', 'export const a = versionsOf<User>();'],
])('%s is as long as its type makes it: nothing is foreseen', (_, lines) => {
  const { foreseen, files } = analysed(head + lines);
  expect(foreseen).toBeUndefined();
  expect(files).toHaveLength(1);
});

test('the files that may change are known before one of them is looked at', () => {
  const { callers, files } = analysed(`${head}export ${wrapper}`, {
    'src/caller.ts': "import { load } from './main';\nexport const b = load<{ c: number }>('b');",
    'src/passing.ts': "export { versionOf } from 'keyshape';",
    'src/plain.ts': 'export interface Plain { d: string }',
  });
  const nameOf = (fileName: string) => fileName.replace(/.*\//, '');
  const changed = files.filter(isRewritten).map(({ file }) => nameOf(file.fileName));
  expect(changed).toEqual(expect.arrayContaining(['main.ts', 'caller.ts', 'passing.ts']));
  const told = [...callers!].map(nameOf);
  expect(told).toEqual(expect.arrayContaining(changed));
  expect(told).not.toContain('plain.ts');
});
