import type ts from 'typescript';
import { compile, compileMain, model } from '../support/project.js';
import { compilers, loadCompiler } from '../support/tools.js';

const head =
  "import { versionOf, keyFor, shapeOf } from 'keyshape';\nimport * as ks from 'keyshape';\nimport type { User, Order } from './model.js';\nvoid [keyFor<User>(''), shapeOf<User>(), versionOf<Order>(), ks.versionOf<User>()];\n";

const refused: Readonly<Record<string, readonly [code: string, line: string]>> = {
  'a variable': ['KS2004', 'export const v = versionOf;'],
  'a value passed': ['KS2004', 'export const v = [1].map(versionOf as () => string);'],
  '.call': ['KS2004', 'export const v = versionOf.call(null);'],
  'an object literal': ['KS2004', 'export const v = { f: versionOf };'],
  'a shorthand': ['KS2004', 'export const v = { versionOf };'],
  'a comma': ['KS2004', '// @ts-ignore\nexport const v = (0, versionOf)<User>();'],
  'an instantiation without a call': ['KS2004', 'export const v = versionOf<User>;'],
  'an instantiation called': ['KS2004', 'export const v = (versionOf<User>)();'],
  'typeof as a value': ['KS2004', 'export const v = typeof versionOf;'],
  'a tagged template': ['KS2004', '// @ts-ignore\nexport const v = versionOf<User>``;'],
  new: ['KS2004', '// @ts-ignore\nexport const v = new versionOf<User>();'],
  'the namespace as a value': ['KS2004', 'export const v = ks;'],
  'a member of the namespace': ['KS2004', 'export const v = ks.versionOf;'],
  'a destructured namespace': ['KS2004', 'export const { versionOf: w } = ks;'],
  'a destructured namespace, shorthand': [
    'KS2004',
    'function f() { const { keyFor } = ks; return keyFor; } f();',
  ],
  'a member of the namespace by a variable': [
    'KS2004',
    "const name = 'versionOf'; export const v = ks[name]<User>();",
  ],
  'a member of the namespace by a literal that is asserted': [
    'KS2004',
    "export const v = ks['versionOf' as const]<User>();",
  ],
  'a member of the namespace by a literal in brackets': [
    'KS2004',
    "export const v = ks[('versionOf')]<User>();",
  ],
  'a namespace destructured by a name in quotes': ['KS2004', "export const { 'versionOf': w } = ks;"],
  'a namespace destructured by a variable': [
    'KS2004',
    "const name = 'versionOf'; export const { [name]: w } = ks;",
  ],
  'a namespace from a call': [
    'KS2004',
    'const f = (): typeof ks => { throw 0; }; export const v = f().versionOf<User>();',
  ],
  'no type argument': ['KS2001', 'export const v = versionOf();'],
  'two type arguments': ['KS2002', '// @ts-ignore\nexport const v = versionOf<User, Order>();'],
  'an argument too many': ['KS2003', '// @ts-ignore\nexport const v = versionOf<User>(1);'],
  'no key': ['KS2003', '// @ts-ignore\nexport const v = keyFor<User>();'],
  'a spread': ['KS2003', "// @ts-ignore\nexport const v = keyFor<User>(...['a']);"],
  'import()': ['KS2005', "export const v = import('keyshape');"],
  'require()': [
    'KS2005',
    "declare const require: (x: string) => unknown; export const v = require('keyshape');",
  ],
};

describe.each([...compilers])('TypeScript %s refuses', (name) => {
  const compiler = loadCompiler(name);
  test.each(Object.entries(refused))('%s', (_, [code, line]) => {
    // `import()` gives a promise.
    const { errors } = compileMain(head + line, { compiler, compilerOptions: { lib: ['lib.es2015.d.ts'] } });
    expect(errors).toEqual([expect.stringMatching(new RegExp(`^main\\.ts\\(\\d+,\\d+\\): ${code}: `))]);
  });

  test('nothing in a type position', () => {
    const line =
      "export type A = typeof versionOf; export type B = typeof import('keyshape'); export let c: typeof ks.keyFor; export type D = ReturnType<typeof versionOf<User>>;\nexport interface Has { versionOf: 1 }\nexport const has: Has = { versionOf: 1 };";
    expect(compileMain(head + line, { compiler }).errors).toEqual([]);
  });
});

test('an error has the place of the use, and all come at once, file by file', () => {
  const { errors } = compile({
    ...model,
    'a.ts':
      "import { versionOf } from 'keyshape';\nexport const a = versionOf;\nexport const b = versionOf();\n",
    'b.ts': "import { keyFor } from 'keyshape';\nexport const c = { keyFor };\n",
  });
  expect(errors).toEqual([
    expect.stringMatching(/^a\.ts\(2,18\): KS2004: `versionOf` is not called where it is named/),
    expect.stringMatching(/^a\.ts\(3,18\): KS2001: /),
    expect.stringMatching(/^b\.ts\(2,20\): KS2004: `keyFor`/),
  ]);
});

test('a barrel’s intrinsic taken apart is refused as well', () => {
  const { errors } = compile({
    'barrel.ts': "export * from 'keyshape'; export const other = 1;",
    'main.ts':
      "import * as b from './barrel.js';\nconst { versionOf, other } = b;\nexport const x = [versionOf, other];",
  });
  expect(errors).toEqual([expect.stringMatching(/^main\.ts\(2,9\): KS2004: `versionOf`/)]);
});

test('keyshape that does not resolve is an error, not a silence', () => {
  const { errors } = compile({
    'node_modules/keyshape/package.json': '{ "name": "keyshape", "types": "./missing.d.ts" }',
    'node_modules/keyshape/index.d.ts': '',
    'main.ts':
      "// @ts-ignore\nimport { versionOf } from 'keyshape';\nexport const v = versionOf<{ a: 1 }>();",
  });
  expect(errors).toEqual([expect.stringMatching(/^main\.ts\(2,27\): KS2006: /)]);
});

test.each([
  ['a call', "import { versionOf } from 'keyshape';\nexport const v = versionOf();", 'KS2001'],
  [
    'a call with a type in a comment',
    "import { keyFor } from 'keyshape';\nexport const v = /** @type {string} */ (keyFor('x'));",
    'KS2001',
  ],
  ['require()', "const { versionOf } = require('keyshape');\nexports.v = versionOf();", 'KS2005'],
  ['a value', "import { versionOf } from 'keyshape';\nexport const v = [versionOf];", 'KS2004'],
])('%s in a JavaScript file is told where it can stand', (_, code, expected) => {
  for (const extension of ['js', 'jsx', 'mjs', 'cjs']) {
    const file = `plain.${extension}`;
    const { errors } = compile(
      { ...model, 'main.ts': `import './plain.js';\n`, [file]: `${code}\n` },
      {
        compilerOptions: { allowJs: true, module: 99 as ts.ModuleKind, outDir: '/project/out' },
        roots: [file],
      },
    );
    const ours = errors.filter((error) => error.includes('KS'));
    expect(ours).toContainEqual(expect.stringContaining(`${expected}: `));
    expect(new Set(ours).size).toBe(ours.length);
    for (const error of ours) expect(error).toContain('Call it in a TypeScript file');
    expect(errors.join()).not.toContain('its type argument: `');
  }
});
