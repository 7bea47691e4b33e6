import { findWrappers } from '../../../src/calls/wrappers/wrappers.js';
import { classicProgram } from '../../../src/project/classic/classic-program.js';
import { compile } from '../../support/project.js';
import { compilers, loadCompiler } from '../../support/tools.js';

// Whether a function that is passed on is asked for a version is found out without a look at where it stands, where what is called cannot
// ask: that is said of nothing that does.

/** What takes a function: its declaration, and a call. Those that ask, then those that do not, and are seen not to. */
const asking: readonly (readonly [declaration: string, call: string])[] = [
  ['get(read: (key: string, version: VersionOf<User>) => void): void', 'get((key, version) => {})'],
  [
    'get(read?: ((key: string, version?: VersionOf<User>) => void) | null): void',
    'get((key, version) => {})',
  ],
  ['get(read: Reader): void', 'get((key, version) => undefined as never)'],
  ['get(read: Reader & { note?: string }): void', 'get((key, version) => undefined as never)'],
  [
    'get(read: { <T>(key: string, version?: VersionOf<T>): T }): void',
    'get((key, version) => undefined as never)',
  ],
  ['get<R extends Reader>(read: R): R', 'get((key, version) => undefined as never)'],
  ['get<V extends VersionOf<User>>(read: (version: V) => void): void', 'get((version) => {})'],
  ['get<V>(read: (version: V) => void, first: V): void', 'get((version) => {}, version)'],
  ['get<V>(first: V, read: (version: V) => void): void', 'get(version, (version) => {})'],
  ['get<V>(first: V, read: (version: V | undefined) => void): void', 'get(version, (version) => {})'],
  ['get<V>(first: V, read: (version: V & {}) => void): void', 'get(version, (version) => {})'],
  [
    'get<V>(first: V, read: (version: { [K in keyof V]: V[K] }) => void): void',
    'get(version, (version) => {})',
  ],
  [
    'get<V>(first: V, read: (version: V extends string ? V : 1) => void): void',
    'get(version, (version) => {})',
  ],
  [
    'get<V extends { a: unknown }>(first: V, read: (version: V["a"]) => void): void',
    'get({ a: version }, (version) => {})',
  ],
  ['get<V>(first: V, read: (...all: [string, V]) => void): void', 'get(version, (key, version) => {})'],
  [
    'get<V extends unknown[]>(read: (...all: V) => void, ...all: V): void',
    'get((key, version) => {}, 1, version)',
  ],
  ['get<V>(first: V, read: { (version: V): void }): void', 'get(version, (version) => {})'],
  ['get<U>(read: (version: VersionOf<User>, one: U) => U): U', 'get<number>((version, one) => 1)'],
  ['get(...reads: Reader[]): void', 'get((key, version) => undefined as never)'],
  [
    'get(first: number, ...reads: [Reader, string]): void',
    'get(1, (key, version) => undefined as never, "")',
  ],
  [
    'get(read: (key: string) => void): void; get(read: (key: string, version: VersionOf<User>) => void): void',
    'get((key, version) => {})',
  ],
  [
    'get: ((read: Reader) => void) | ((read: Reader, more?: 1) => void)',
    'get((key, version) => undefined as never)',
  ],
  ['get: { a: Box<VersionOf<User>> }', 'get.a.get((version) => {})'],
  ['get: VersionOf<User>[]', 'get.filter((version) => true)'],
];
const others: typeof asking = [
  ['get(read: (key: string) => void): void', 'get((key) => {})'],
  ['get(read: ((key: string, user: User | undefined) => void) | undefined): void', 'get((key, user) => {})'],
  ['get<U>(read: (user: User, at: number, all: User[]) => U): U', 'get((user, at, all) => 1)'],
  ['get: User[]', 'get.filter((user, at) => true)'],
  ['get: Box<User>', 'get.get((user) => 1)'],
  ['get(read: (user: any) => void): void', 'get((user) => {})'],
];

const head = `import type { VersionOf } from 'keyshape';
export interface User { name: string }
export class Cache { get<T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; } find<T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; } }
type Reader = typeof Cache.prototype.get;
interface Box<T> { get<U>(read: (value: T) => U): U }
declare const version: VersionOf<User>;
`;

/** What is found in a program, and of how many functions a look at their place was spared. */
function found(compiler: ReturnType<typeof loadCompiler>, lines: readonly string[], looks: boolean) {
  const files = { 'src/main.ts': `${head}${lines.join('\n')}\n` };
  const { program } = compile(files, { compiler, through: 'none' });
  const analysed = classicProgram(compiler, program, undefined);
  let spared = 0;
  const callChecker: typeof analysed.callChecker = () => {
    const checker = analysed.callChecker();
    return {
      ...checker,
      mayAskOfArguments(callees) {
        const may = checker.mayAskOfArguments(callees);
        spared += may.filter((one) => !one).length;
        return looks ? may.map(() => true) : may;
      },
    };
  };
  const wrappers = findWrappers({ ...analysed, callChecker }, 'reads');
  const texts = [...(wrappers ?? [])].map(([{ fileName }, { sites, parameters, problems }]) => [
    fileName,
    sites.map(({ call }) => call.getText()),
    parameters.map(({ node }) => `${node.pos} ${node.getText()}`),
    problems.map(({ problem, where }) => [problem.message, where.start]),
  ]);
  return { texts, spared };
}

const line = ([declaration, call]: (typeof asking)[number], index: number) =>
  `declare const o${index}: { ${declaration} };\nexport const c${index} = () => o${index}.${call};`;

test.each(compilers)('functions that are passed on, TypeScript %s', (name) => {
  const compiler = loadCompiler(name);
  const asks = asking.map(line);
  expect(found(compiler, asks, false)).toEqual({ texts: found(compiler, asks, true).texts, spared: 0 });
  const all = [...asking, ...others].map(line);
  expect(found(compiler, all, false)).toEqual({
    texts: found(compiler, all, true).texts,
    spared: others.length,
  });
});
