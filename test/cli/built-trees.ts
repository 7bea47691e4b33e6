import { callsOf, config, type Plant, summary } from './tree.js';

// Everything that has changed what an output looks like: nested calls, templates, brackets, chains, decorators, helpers.
export const sources = {
  'src/model.ts': `export interface Address { city: string; zip: string }
export interface User { id: number; address: Address; 'odd "name"': string; é: boolean }
export enum Level { Low = 1, High = 2 }
export class Account { constructor(public name: string, private secret: string) {} level = Level.Low; }
`,
  'src/main.ts': `/** Keys. */
import { keyFor, shapeOf, versionOf } from 'keyshape';
import * as keyshape from 'keyshape';
import type { User } from './model.js';
import { Account, Level } from './model.js';

// Before the first call.
export const version = versionOf<User>(); // after it
export const nested = keyFor<User>(keyFor<Account>(\`user:\${version}\`));
export const template = \`\${versionOf<User>()}:user:\${version}\`;
export const templates = \`a\${keyshape.versionOf<Account>()}b\${versionOf<User[]>()}\`;
export const shape = shapeOf<{ a: User; 'b\\\\c': 1 }>();
export const length = versionOf<User>().length + keyFor<User>('k').length;
export const element = versionOf<User>()[0];
export const chain = versionOf<User>()?.trim?.() ?? '';
export const choice = version ? keyFor<User>('a' + 'b') : (versionOf)<Account>();
export const key = { [versionOf<User>()]: keyFor<Account>(version || 'x') };
versionOf<User>();
export function spread<T>(...args: T[]) { return [...args, ...[versionOf<Level>()]]; }
export async function later(): Promise<string> { await null; return keyFor<User>(await later()); }
export class Cache extends Account {
  static readonly prefix = versionOf<User>();
  #key = keyFor<User>(\`x\`);
  get key() { return this.#key ?? versionOf<User>(); }
}
export const { chosen = versionOf<User>() } = { chosen: undefined as string | undefined };
`,
} as const;

export const modes: Readonly<Record<string, object>> = {
  commonjs: {},
  esnext: { module: 'esnext', moduleResolution: 'bundler' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  verbatimModuleSyntax: { module: 'esnext', moduleResolution: 'bundler', verbatimModuleSyntax: true },
  es2015: { target: 'es2015', module: 'commonjs' },
  'esnext target': { target: 'esnext' },
  importHelpers: { target: 'es2015', importHelpers: true },
  removeComments: { removeComments: true },
  sourceMap: { sourceMap: true },
  inlineSourceMap: { inlineSourceMap: true, inlineSources: true },
  'sourceRoot and mapRoot': { sourceMap: true, sourceRoot: '/elsewhere/', mapRoot: 'https://maps.test/' },
  crlf: { newLine: 'crlf', sourceMap: true },
  emitBOM: { emitBOM: true, sourceMap: true },
  declaration: { declaration: true, declarationDir: 'types', declarationMap: true },
  composite: { composite: true, tsBuildInfoFile: 'out/info' },
  isolatedModules: { isolatedModules: true },
  'not strict': { strict: false },
  noEmitOnError: { noEmitOnError: true },
  noCheck: { noCheck: true },
  'structured, 32 digits': {
    plugins: [{ transform: 'keyshape/transform', serializer: 'structured', length: 32 }],
  },
  'no outDir': { outDir: undefined, rootDir: undefined },
};

/**
 * Trees that agree, in every form of output.
 *
 * @param plant - makes a tree
 * @param modes - compiler options, by name
 */
export function builtTrees(plant: Plant, modes: Readonly<Record<string, object>>): void {
  test.each(Object.entries(modes))('a tree built with %s agrees', async (_name, options) => {
    const tree = plant({ ...sources, 'tsconfig.json': config(options) });
    try {
      await tree.build();
      const result = await tree.verify();
      expect([summary(result), callsOf(result)]).toEqual([[], 22]);
    } finally {
      tree.dispose();
    }
  });

  describe('file extensions and syntax', () => {
    const model = { 'src/model.ts': 'export interface User { id: number }\n' };

    test('.mts, .cts and .tsx', async () => {
      const call = "import { versionOf } from 'keyshape';\nimport type { User } from './model.js';\n";
      const tree = plant({
        ...model,
        'package.json': '{ "type": "module" }',
        'src/a.mts': `${call}export const a = versionOf<User>();\n`,
        'src/b.cts': "import { versionOf } from 'keyshape';\nexport const b = versionOf<{ b: 1 }>();\n",
        'src/c.tsx': `${call}declare namespace JSX { interface IntrinsicElements { p: { id: string } } }\ndeclare const React: { createElement(...args: unknown[]): unknown };\nexport const c = <p id={versionOf<User>()} />;\n`,
        'tsconfig.json': config({ module: 'nodenext', moduleResolution: 'nodenext', jsx: 'react' }),
      });
      await tree.build();
      const result = await tree.verify();
      expect([summary(result), callsOf(result)]).toEqual([[], 3]);
      tree.edit('src/model.ts', (text) => text.replace('number', 'string'));
      expect(summary(await tree.verify())).toEqual([
        'src/a.mts:3:18 stale versionOf<User>',
        'src/c.tsx:5:25 stale versionOf<User>',
      ]);
      tree.dispose();
    });

    test.each(['preserve', 'react-jsx'])('jsx: %s', async (jsx) => {
      const tree = plant({
        ...model,
        'node_modules/react/jsx-runtime.d.ts':
          'export namespace JSX { interface IntrinsicElements { p: { id: string; children?: unknown } } }\nexport declare function jsx(...args: unknown[]): unknown;\nexport declare const jsxs: typeof jsx;\n',
        'src/view.tsx':
          "import { keyFor } from 'keyshape';\nimport type { User } from './model.js';\n// It's text.\nexport const view = <p id={keyFor<User>(`a`)}>it's {keyFor<User>('b')} text</p>;\n",
        'tsconfig.json': config({ jsx, module: 'esnext', moduleResolution: 'bundler' }),
      });
      await tree.build();
      const result = await tree.verify();
      expect([summary(result), callsOf(result)]).toEqual([[], 2]);
      tree.dispose();
    });

    test.each([{ experimentalDecorators: true, emitDecoratorMetadata: true }, {}])(
      'decorators %j',
      async (options) => {
        const tree = plant({
          ...model,
          'src/main.ts':
            "import { keyFor, versionOf } from 'keyshape';\nimport type { User } from './model.js';\nfunction cached(..._args: unknown[]): any { return () => {}; }\n@cached(versionOf<User>())\nexport class Service {\n  @cached(keyFor<User>('find')) find(_name: string): string { return versionOf<User>(); }\n}\n",
          'tsconfig.json': config({ target: 'es2020', ...options }),
        });
        await tree.build();
        const result = await tree.verify();
        expect([summary(result), callsOf(result)]).toEqual([[], 3]);
        tree.dispose();
      },
    );
  });
}
