import { compile, compileMain, model } from '../support/project.js';
import { run } from '../support/run.js';
import { compilers, loadCompiler } from '../support/tools.js';

const version = /^[0-9a-f]{16}$/;

/** The version that a plain call gives. */
async function plain(): Promise<unknown> {
  const { outputs } = compileMain(
    "import { versionOf } from 'keyshape';\nimport type { User } from './model.js';\nexport const v = versionOf<User>();\n",
  );
  return (await run(outputs, 'main.js')).v;
}

let expected: unknown;

beforeAll(async () => {
  expected = await plain();
});

test('a call becomes a version of 16 hex digits', () => {
  expect(expected).toMatch(version);
});

const forms: Readonly<Record<string, string>> = {
  renamed: "import { versionOf as v1 } from 'keyshape'; export const v = v1<User>();",
  namespace: "import * as ks from 'keyshape'; export const v = ks.versionOf<User>();",
  'namespace by a string': "import * as ks from 'keyshape'; export const v = ks['versionOf']<User>();",
  brackets: "import { versionOf } from 'keyshape'; export const v = ((versionOf))<User>();",
  'brackets around a namespace': "import * as ks from 'keyshape'; export const v = (ks).versionOf<User>();",
  'non-null mark': "import { versionOf } from 'keyshape'; export const v = versionOf!<User>();",
  assertion:
    "import { versionOf } from 'keyshape'; export const v = (versionOf as typeof versionOf)<User>();",
  'optional call': "import { versionOf } from 'keyshape'; export const v = versionOf?.<User>();",
  'optional namespace': "import * as ks from 'keyshape'; export const v = ks?.versionOf<User>();",
  'alias in a namespace with dots':
    "import * as ks from 'keyshape'; namespace A.B { import f = ks.versionOf; export const v = f<User>(); } export const v = A.B.v;",
  'alias of a member': "import * as ks from 'keyshape'; import f = ks.versionOf; export const v = f<User>();",
  'inside a class, a function and a default':
    "import { versionOf } from 'keyshape'; class K { static f(x = () => versionOf<User>()) { return x(); } } export const v = K.f();",
};

describe.each([...compilers])('TypeScript %s finds a call through', (name) => {
  const compiler = loadCompiler(name);
  test.each(Object.entries(forms))('%s', async (_, code) => {
    const { outputs, errors } = compileMain(`import type { User } from './model.js';\n${code}\n`, {
      compiler,
    });
    expect(errors).toEqual([]);
    expect((await run(outputs, 'main.js')).v).toBe(expected);
  });

  test('import = require', async () => {
    const { outputs, errors } = compileMain(
      "import type { User } from './model.js';\nimport ks = require('keyshape');\nexport const v = ks.versionOf<User>();\n",
      { compiler, compilerOptions: { module: compiler.ModuleKind.CommonJS } },
    );
    expect(errors).toEqual([]);
    expect((await run(outputs, 'main.js', 'commonjs')).v).toBe(expected);
  });

  test('a default import of the namespace', async () => {
    const { outputs, errors } = compileMain(
      "import type { User } from './model.js';\nimport ks from 'keyshape';\nexport const v = ks.versionOf<User>();\n",
      { compiler, compilerOptions: { module: compiler.ModuleKind.CommonJS, esModuleInterop: true } },
    );
    expect(errors).toEqual([]);
    expect((await run(outputs, 'main.js', 'commonjs')).v).toBe(expected);
  });
});

const barrels: Readonly<Record<string, readonly [barrel: string, main: string]>> = {
  'a named re-export': [
    "export { versionOf as v1 } from 'keyshape';",
    "import { v1 } from './barrel.js'; export const v = v1<User>();",
  ],
  'export *': [
    "export * from 'keyshape'; export const other = 1;",
    "import { versionOf, other } from './barrel.js'; export const v = versionOf<User>(); export const o = other;",
  ],
  'export * as': [
    "export * as ks from 'keyshape';",
    "import { ks } from './barrel.js'; export const v = ks.versionOf<User>();",
  ],
  'import, then export': [
    "import { versionOf as f } from 'keyshape'; export { f };",
    "import { f } from './barrel.js'; export const v = f<User>();",
  ],
  'import namespace, then export': [
    "import * as ks from 'keyshape'; export { ks };",
    "import { ks } from './barrel.js'; export const v = ks.versionOf<User>();",
  ],
  'export default of a name': [
    "import { versionOf } from 'keyshape'; export default versionOf;",
    "import f from './barrel.js'; export const v = f<User>();",
  ],
  'as default': [
    "export { versionOf as default } from 'keyshape';",
    "import f from './barrel.js'; export const v = f<User>();",
  ],
  'a namespace of the barrel': [
    "export * from 'keyshape'; export const other = 1;",
    "import * as b from './barrel.js'; export const v = b.versionOf<User>();",
  ],
  'a namespace in a namespace': [
    "export * as ks from 'keyshape'; export const other = 1;",
    "import * as b from './barrel.js'; export const v = b.ks.versionOf<User>(); export const o = b.other;",
  ],
};

/** No name of such a module's own leads to the files that call through it. */
const mixedNamespaces: Readonly<Record<string, readonly [index: string, main: string]>> = {
  'by export * as': [
    "export * as tools from './tools.js';",
    "import { tools } from './index.js'; export const v = tools.tag<User>(); export const o = tools.other;",
  ],
  'by import, then export': [
    "import * as tools from './tools.js'; export { tools as t };",
    "import { t } from './index.js'; export const v = t.tag<User>(); export const o = t.other;",
  ],
  'by export default': [
    "import * as tools from './tools.js'; export default tools;",
    "import tools from './index.js'; export const v = tools.tag<User>(); export const o = tools.other;",
  ],
  'through a namespace of the barrel': [
    "export * as tools from './tools.js'; export const more = 1;",
    "import * as all from './index.js'; export const v = all.tools.tag<User>(); export const o = all.more;",
  ],
  'by a member of a namespace with dots': [
    "import * as ks from 'keyshape'; export namespace A.B { export import f = ks.versionOf; export const one = 1; }",
    "import { A } from './index.js'; export const v = A.B.f<User>(); export const o = A.B.one;",
  ],
  'by a member of a namespace in a namespace': [
    "import * as ks from 'keyshape'; export namespace A { export namespace B { export import f = ks.versionOf; export const one = 1; } export const two = 2; }",
    "import { A } from './index.js'; export const v = A.B.f<User>(); export const o = A.B.one;",
  ],
};

describe.each([...compilers])('TypeScript %s finds a call through a barrel with', (name) => {
  const compiler = loadCompiler(name);
  test.each(Object.entries(barrels))('%s', async (_, [barrel, main]) => {
    const files = {
      ...model,
      'barrel.ts': barrel,
      'main.ts': `import type { User } from './model.js';\n${main}\n`,
    };
    const { outputs, errors } = compile(files, { compiler });
    expect(errors).toEqual([]);
    expect((await run(outputs, 'main.js')).v).toBe(expected);
  });

  test('two levels, the second without the word', async () => {
    const files = {
      ...model,
      'one.ts': "export { versionOf as tag } from 'keyshape';",
      'two.ts': "export * from './one.js'; export const other = 1;",
      'main.ts':
        "import type { User } from './model.js';\nimport { tag, other } from './two.js';\nexport const v = tag<User>(); export const o = other;\n",
    };
    const { outputs, errors } = compile(files, { compiler });
    expect(errors).toEqual([]);
    expect(await run(outputs, 'main.js')).toEqual({ v: expected, o: 1 });
  });

  test.each(Object.entries(mixedNamespaces))(
    'a namespace of a module with other things, %s',
    async (_, [index, main]) => {
      const files = {
        ...model,
        'tools.ts': "export { versionOf as tag } from 'keyshape'; export const other = 1;",
        'index.ts': index,
        'main.ts': `import type { User } from './model.js';\n${main}\n`,
      };
      const { outputs, errors } = compile(files, { compiler });
      expect(errors).toEqual([]);
      expect(await run(outputs, 'main.js')).toEqual({ v: expected, o: 1 });
    },
  );
});

test('a function of the same name that is not keyshape’s is left alone', () => {
  const { js, errors } = compileMain(
    "import { keyFor } from 'keyshape';\nimport type { User } from './model.js';\nfunction versionOf<T>(): string { return 'own'; }\nexport const v = versionOf<User>();\nexport const k = keyFor<User>('x');\nexport const { shapeOf } = { shapeOf: <T,>() => 'mine' }; shapeOf<User>();\n",
  );
  expect(errors).toEqual([]);
  expect(js).toContain('versionOf();');
  expect(js).toContain('shapeOf();');
});

test('keyshape is recognised wherever its declarations lie', async () => {
  const { errors, outputs } = compile({
    ...model,
    'vendor/bundle.d.ts':
      '/** Bundled.\n * @intrinsic keyshape versionOf\n */\ndeclare function versionOf$1<T>(): string;\nexport { versionOf$1 as versionOf };\n',
    'main.ts':
      "import { versionOf } from './vendor/bundle.js';\nimport type { User } from './model';\nexport const v = versionOf<User>();\n",
  });
  expect(errors).toEqual([]);
  expect(await run(outputs, 'main.js')).toEqual({ v: expected });
});

test('a file without keyshape is not touched', () => {
  const main =
    "import { User } from './model.js';\nexport const f = (u: User) => versionOf(u);\nfunction versionOf(u: User) { return u.id; }\n";
  const files = {
    ...model,
    'main.ts': main,
    'use.ts':
      "import { versionOf } from 'keyshape';\nimport type { User } from './model.js';\nexport const v = versionOf<User>();\n",
  };
  expect(compile(files).outputs['main.js']).toBe(compile(files, { through: 'none' }).outputs['main.js']);
});
