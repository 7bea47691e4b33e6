import type ts from 'typescript';
import { compile, compileMain, type Files } from '../support/project.js';
import { run } from '../support/run.js';
import { compilers, loadCompiler } from '../support/tools.js';

const files: Files = {
  'model.ts': 'export interface User { id: number }\nexport class Box { n = 1 }\nexport const one = 1;\n',
  'mixed.ts':
    "export { versionOf, type Never } from './inner.js'; export interface Shape { x: 1 } export const two = 2; export default 3;",
  'inner.ts': "export { versionOf } from 'keyshape'; export type Never = never;",
};

const user = "import type { User } from './model.js';\n";

/** Every form of import, and whether it is CommonJS alone. */
const forms: Readonly<Record<string, string>> = {
  named: `import { versionOf } from 'keyshape';\n${user}export const v = versionOf<User>();`,
  'two names': `import { versionOf, keyFor } from 'keyshape';\n${user}export const v = versionOf<User>() + keyFor<User>('k');`,
  'one of them never called': `import { versionOf, shapeOf } from 'keyshape';\n${user}export const v = versionOf<User>();`,
  namespace: `import * as ks from 'keyshape';\n${user}export const v = ks.versionOf<User>();`,
  'an alias of a namespace member': `import * as ks from 'keyshape';\nimport f = ks.versionOf;\n${user}export const v = f<User>();`,
  'default and named of a barrel': `import three, { versionOf } from './mixed.js';\n${user}export const v = versionOf<User>() + three;`,
  'default and namespace of a barrel': `import three, * as mixed from './mixed.js';\n${user}export const v = mixed.versionOf<User>() + three;`,
  'a barrel and an inline type': `import { versionOf, type Shape } from './mixed.js';\n${user}export const v: string | Shape = versionOf<User>();`,
  'a barrel and a value': `import { versionOf, two } from './mixed.js';\n${user}export const v = versionOf<User>() + two;`,
  'a re-export beside a call': `import { versionOf } from 'keyshape';\nexport { versionOf };\n${user}export const v = versionOf<User>();`,
  'types of keyshape alone': `import { type VersionOf } from 'keyshape';\nexport { type Written } from 'keyshape';\nexport const v: VersionOf<1> = '0123456789abcdef';`,
  'a name and a type of keyshape': `import { versionOf, type VersionOf } from 'keyshape';\nexport { keyFor, type Written } from 'keyshape';\n${user}export const v: VersionOf<User> = versionOf<User>();`,
  'a type of the intrinsic': `import { versionOf } from 'keyshape';\n${user}export type F = typeof versionOf;\nexport const v = versionOf<User>();`,
};

// Under these a plain type name in an import is an error, so there is no form with one.
const typeNames = {
  'a barrel and a type name': `import { versionOf, Shape } from './mixed.js';\n${user}export const v: string | Shape = versionOf<User>();`,
  'a class used as a type alone': `import { versionOf } from 'keyshape';\nimport { Box } from './model.js';\nexport const v = versionOf<Box>();`,
};

type Mode = readonly [
  name: string,
  options: (compiler: typeof ts) => ts.CompilerOptions,
  type: 'module' | 'commonjs',
];

const modes: readonly Mode[] = [
  ['es', () => ({}), 'module'],
  ['es, isolated', () => ({ isolatedModules: true }), 'module'],
  ['commonjs', (c) => ({ module: c.ModuleKind.CommonJS, esModuleInterop: true }), 'commonjs'],
];
const modern: readonly Mode[] = [['verbatim', () => ({ verbatimModuleSyntax: true }), 'module']];
// Options that 5.5 removed; the numbers are those of `preserve`.
const old: readonly Mode[] = [
  [
    'preserveValueImports',
    () => ({ preserveValueImports: true, isolatedModules: true }) as ts.CompilerOptions,
    'module',
  ],
  ['importsNotUsedAsValues', () => ({ importsNotUsedAsValues: 1 }) as ts.CompilerOptions, 'module'],
];

describe.each([...compilers])('TypeScript %s', (name) => {
  const compiler = loadCompiler(name);
  const all = [...modes, ...(name === '4.9' ? old : modern)];
  describe.each(all)('in mode %s drops the import of', (mode, options, type) => {
    const strictNames = mode === 'verbatim' || mode === 'preserveValueImports' || mode === 'es, isolated';
    const cases = Object.entries({ ...forms, ...(strictNames ? {} : typeNames) }).filter(
      // A namespace alias is TypeScript's own syntax, which these modes refuse to elide.
      ([form]) => !(mode === 'verbatim' && form.startsWith('an alias')),
    );
    test.each(cases)('%s', async (_, code) => {
      const built = compile({ ...files, 'main.ts': code }, { compiler, compilerOptions: options(compiler) });
      expect(built.errors).toEqual([]);
      for (const [path, text] of Object.entries(built.outputs)) {
        if (path.endsWith('.js'))
          expect([path, text]).toEqual([path, expect.not.stringContaining('keyshape')]);
      }
      expect((await run(built.outputs, 'main.js', type)).v).toMatch(/^[0-9a-f]{16}/);
    });
  });

  test('import = require', () => {
    const { js, errors } = compileMain(
      "import ks = require('keyshape');\nimport type { User } from './model.js';\nexport const v = ks.versionOf<User>();",
      { compiler, compilerOptions: { module: compiler.ModuleKind.CommonJS } },
    );
    expect(errors).toEqual([]);
    expect(js).not.toContain('keyshape');
  });

  test('a module stays a module, and a side-effect import stays', () => {
    const main =
      "import { versionOf } from 'keyshape';\nimport type { User } from './model.js';\nconsole.log(versionOf<User>());";
    expect(compileMain(main, { compiler }).js).toMatch(/export \{\};/);
    expect(compileMain(`import 'keyshape';\n${main}`, { compiler }).js).toMatch(/import 'keyshape';/);
  });

  test('names beside the dropped one are elided as they would have been', () => {
    const code = `import { versionOf, two, Shape } from './mixed.js';\nimport { Box } from './model.js';\n${user}export const v = versionOf<User>();\nexport type S = Shape | Box;\nexport const x: typeof two = 2;`;
    const { outputs, errors } = compile({ ...files, 'main.ts': code }, { compiler });
    expect(errors).toEqual([]);
    expect(outputs['main.js']).not.toContain('import');
  });

  test('a class that decorator metadata needs stays', () => {
    const code = `import { versionOf, Dep } from './lib.js';\nimport type { User } from './model.js';\ndeclare const d: any;\n@d class A { constructor(x: Dep) {} }\nexport const v = versionOf<User>();\nexport { A };`;
    const { outputs, errors } = compile(
      { ...files, 'lib.ts': "export { versionOf } from 'keyshape'; export class Dep {}", 'main.ts': code },
      { compiler, compilerOptions: { experimentalDecorators: true, emitDecoratorMetadata: true } },
    );
    expect(errors).toEqual([]);
    expect(outputs['main.js']).toMatch(/import \{ Dep \} from '.\/lib.js'/);
  });
});

test('under verbatimModuleSyntax a barrel is still loaded for its side effects', () => {
  const { outputs } = compile(
    {
      ...files,
      'main.ts': `import { versionOf } from './mixed.js';\n${user}export const v = versionOf<User>();`,
    },
    { compilerOptions: { verbatimModuleSyntax: true } },
  );
  expect(outputs['main.js']).toContain("import './mixed.js'");
});

test('an import that a failed call needs stays, so that the call still throws', () => {
  const { js, errors } = compileMain(
    "import { versionOf, keyFor } from 'keyshape';\nimport type { User } from './model.js';\nexport const a = versionOf();\nexport const b = keyFor<User>('x');",
  );
  expect(errors).toHaveLength(1);
  expect(js).toContain("import { versionOf } from 'keyshape';");
});

test('a name bound to a type is not kept by a shadowing variable', () => {
  const { js } = compileMain(
    "import * as ks from 'keyshape';\nimport type { User } from './model.js';\nexport const v = ks.versionOf<User>();\nexport function f(ks: string) { return ks; }",
  );
  expect(js).not.toContain('keyshape');
});
