import type ts from 'typescript';
import { hostedProgram } from '../../../src/project/hosted/hosted-program.js';
import type { Edit } from '../../../src/rewrite/text/edit.js';
import { editsOf } from '../../../src/rewrite/text/edits.js';
import { compile } from '../../support/project.js';
import { run } from '../../support/run.js';
import { compilers, loadCompiler } from '../../support/tools.js';

const cache = `
import { keyFor, versionOf, versionsOf, type VersionOf, type VersionsOf } from 'keyshape';
export class Lists<T> {
  constructor(readonly name: string, readonly of?: VersionsOf<T>) {}
  get<U>(key: string, ttl?: number, versions?: VersionsOf<U>): unknown { return [key, ttl, versions, versionsOf<U>(), versionOf<U>(), keyFor<U>(key), this.of]; }
}
export class Cache {
  async get<T>(key: string, version?: VersionOf<T>): Promise<T | undefined> { return [key, version] as never; }
}
export function load<T>(key: string, ttl?: number, version?: VersionOf<T>): T { return [key, ttl, version] as never; }
export class Repo<T> { constructor(readonly name?: string, readonly version?: VersionOf<T>) {} find(id: string): T { return [id, this.version] as never; } }
export class Users extends Repo<import('./model.js').User> { constructor() { super('users'); } }
export class Orders extends Repo<import('./model.js').Order> {}
export interface Port { take<T>(key: string, version?: VersionOf<T>): T }
export const port: Port = { take(key: string, version?: string) { return [key, version] as never; } };
export const made: Port = { take: (key, version?: string) => [key, version] as never };
export interface Lister { <T>(version?: VersionOf<T>): Promise<T> }
export const lister: Lister = async version => [version] as never;
export const brackets: Lister = async (version) => [version] as never;
export const inline: Lister = /* ( */ version /* ) */ => Promise.resolve([version] as never);
export function fallback<T>(key: string, version: VersionOf<T> | undefined = undefined): T { return [key, version] as never; }
export const arrow = <T>(key: string, version?: VersionOf<T>): T => [key, version] as never;
`;
const main = `
import { versionOf } from 'keyshape';
import type { User, Order } from './model.js';
import { Cache, Lists, load, Repo, Users, Orders, arrow, brackets, fallback, inline, lister, made as port2, port } from './cache.js';
const cache = new Cache();
export const V = versionOf<User>();
export const W = versionOf<Order>();
export const method = await cache.get<User>('a');
export const optional = await (cache as Cache | undefined)?.get<User>('a');
export const padded = load<Order>('b');
export const contextual: User = load('c');
export const made = new Repo<User>;
export const made2 = new Repo<User>('x').find('y');
export const users = new Users().version;
export const orders = new Orders('o').version;
export const anArrow = arrow<User>('k', undefined);
export const passed = arrow<User>('k', 'own');
export const nested = arrow<User>(String(arrow<Order>('k')));
export const literal = port.take<User>('a');
export const property = port2.take<Order>('a');
export const missing = await (undefined as Cache | undefined)?.get<User>('a');
export const lists = new Lists<User>('l').get<Order>('k');
export const byDefault = fallback<User>('a');
export const listed = [await lister<User>(), await brackets<User>(), await inline<User>()];
type Unversioned = (key: string) => unknown;
const calls = [
  () => (arrow as Unversioned)('k'), () => (port.take as Unversioned)('k'),
  () => (port2.take as Unversioned)('k'), () => (fallback as Unversioned)('k'),
  () => (new Lists('l', ['v']).get as Unversioned)('k'),
];
export const refused = await Promise.all([lister, brackets].map((list) => (list as unknown as () => Promise<unknown>)().catch((thrown: Error) => thrown.message)));
export const errors = calls.map((call) => { try { return call(); } catch (thrown) { return (thrown as Error).message; } });
`;

/** As magic-string does it, which Jest cannot load: what is added goes before what is exchanged from there on. */
function edited(text: string, edits: readonly Edit[]): string {
  const isAdded = ({ start, end }: Edit) => Number(start === end);
  const last = [...edits].reverse().sort((a, b) => b.start - a.start || isAdded(a) - isAdded(b));
  return last.reduce((left, { start, end, text: by }) => left.slice(0, start) + by + left.slice(end), text);
}

/** The outputs as `keyshape build` makes them: of edited texts. */
function throughText(compiler: typeof ts, program: ts.Program): Readonly<Record<string, string>> {
  const { files } = hostedProgram(compiler, program, {}).analysis();
  const compilerOptions = { target: compiler.ScriptTarget.ES2022, module: compiler.ModuleKind.ES2022 };
  return Object.fromEntries(
    program.getSourceFiles().flatMap((file) => {
      if (file.isDeclarationFile) return [];
      const result = files.get(file.fileName);
      const text = result
        ? edited(file.text, editsOf(compiler, result, { keepsEmpty: false, keepsFiles: true }))
        : file.text;
      const { outputText } = compiler.transpileModule(text, { compilerOptions, fileName: file.fileName });
      return [[file.fileName.replace(/.*\//, '').replace(/ts$/, 'js'), outputText]];
    }),
  );
}

test.each([...compilers])('TypeScript %s: each form of a call is filled', async (name) => {
  const compiler = loadCompiler(name);
  const built = compile(
    {
      'cache.ts': cache,
      'main.ts': main,
      'model.ts': 'export interface User { id: number }\nexport interface Order { total: number }\n',
    },
    {
      compiler,
      compilerOptions: {
        target: compiler.ScriptTarget.ES2022,
        module: compiler.ModuleKind.ES2022,
        lib: ['lib.es2022.d.ts'],
      },
    },
  );
  expect(built.errors).toEqual([]);
  for (const outputs of [built.outputs, throughText(compiler, built.program)]) {
    const { V, W, ...found } = await run(outputs, 'main.js');
    expect(found).toEqual(filled(V, W));
  }
});

function filled(V: unknown, W: unknown) {
  return {
    method: ['a', V],
    optional: ['a', V],
    padded: ['b', null, W],
    contextual: ['c', null, V],
    made: { version: V },
    made2: ['y', V],
    users: V,
    orders: W,
    anArrow: ['k', V],
    passed: ['k', 'own'],
    nested: [`k,${W}`, V],
    literal: ['a', V],
    property: ['a', W],
    missing: undefined,
    lists: ['k', null, [W], [W], W, `${W}:k`, [V]],
    byDefault: ['a', V],
    listed: [[V], [V], [V]],
    refused: ['lister', 'brackets'].map((of) => `keyshape: ${of} was called without a version`),
    errors: ['arrow', 'port.take', 'made.take', 'fallback', 'Lists.get'].map(
      (of) => `keyshape: ${of} was called without a version`,
    ),
  };
}
