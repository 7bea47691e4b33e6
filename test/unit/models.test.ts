import { hostedProgram } from '../../src/project/index.js';
import { compile } from '../support/project.js';
import { compilers, loadCompiler } from '../support/tools.js';

const files = {
  'src/user.ts': `export interface User { id: number }
export interface Page<T> { items: T[] }
export namespace Api { export interface Answer { ok: boolean } }
export default class { a = 1 }
export const schema = { id: 1 };
`,
  'src/barrel.ts':
    "export { type User as Account, Page, Api } from './user.js';\nexport * as all from './user.js';\n",
  'node_modules/money/package.json': '{ "name": "money", "version": "1.0.0", "types": "./index.d.ts" }',
  'node_modules/money/index.d.ts':
    'export interface Money { amount: number }\nexport type Of<T> = { of: T };\n',
};

/** The name of the type at a call, and the file that it is of. */
const rows: Readonly<Record<string, readonly [type: string, named: string]>> = {
  'a renamed import': ['Account', 'src/user.ts#User'],
  'a member of a namespace': ['all.User', 'src/user.ts#User'],
  'a namespace of types': ['Api.Answer', 'src/user.ts#Api.Answer'],
  'a default export without a name': ['Default', 'src/user.ts#default'],
  'type arguments': ['Page<  Account >', 'src/user.ts#Page<Account>'],
  'type arguments of the library': ['Partial<Account>', 'src/user.ts#Partial<Account>'],
  'an array': ['(Account[])', 'src/user.ts#Account[]'],
  'a type of a value': ['typeof schema', 'src/user.ts#typeof schema'],
  'an import type': ["import('./user.js').User", 'src/user.ts#User'],
  'a type of a package': ['Money', 'node_modules/money/index.d.ts#Money'],
  'a generic of a package': ['Of<typeof schema>', 'src/user.ts#Of<typeof schema>'],
  'an alias of its own': ['Own', 'src/main.ts#Own'],
  'a type inside a function': ['Inner', 'src/main.ts#call.Inner'],
  'a type that is written out': ['{ id: number }', 'src/main.ts#call'],
  'one of the library': ['Map<string, number>', 'src/main.ts#call'],
};

describe.each([...compilers])('TypeScript %s: the model of', (name) => {
  const compiler = loadCompiler(name);
  test.each(Object.entries(rows))('%s', (_, [type, named]) => {
    const main = `import { versionOf } from 'keyshape';
import type { Account, Page, Api, all } from './barrel.js';
import Default, { schema } from './user.js';
import type { Money, Of } from 'money';
type Own = Pick<Account, 'id'>;
export function call() { interface Inner { a: 1 } return versionOf<${type}>(); }
`;
    const { program, errors } = compile(
      { ...files, 'src/main.ts': main },
      { compiler, through: 'none', compilerOptions: { lib: ['lib.es2020.d.ts'] } },
    );
    expect(errors).toEqual([]);
    const [model] = hostedProgram(compiler, program, {}).analysis().models();
    expect(`${model!.type.fileName.replace('/project/', '')}#${model!.type.name}`).toBe(named);
    expect(model!.place.fileName).toBe('/project/src/main.ts');
  });
});
