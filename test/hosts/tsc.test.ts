import { cpSync, existsSync, readFileSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Installed, installProject } from '../support/package.js';
import { presentTools, type ToolSet, toolSet } from '../support/tools.js';

const sources = {
  'src/model.ts':
    'export interface Address { city: string }\nexport interface User { id: number; address: Address }\n',
  'src/keys.ts': "export { versionOf } from 'keyshape';\nexport const prefix = 'app';\n",
  'src/main.ts':
    "import { keyFor } from 'keyshape';\nimport { prefix, versionOf } from './keys.js';\nimport type { User } from './model.js';\nexport const version = versionOf<User>();\nexport const key = keyFor<User>(prefix);\nconsole.log(version, key);\n",
};
const mistake = {
  'src/wrong.ts': "import { versionOf } from 'keyshape';\nexport const wrong = versionOf<any>();\n",
};
const other = { 'src/other.ts': "import { keyFor } from 'keyshape';\n\nexport const other = [keyFor];\n" };

interface Host {
  readonly name: string;
  readonly tools: ToolSet;
  readonly script: string;
  readonly entry: object;
  /** Whether errors are the compiler's own: formatted, exit code 2, honoured by `noEmitOnError`. */
  readonly reports: boolean;
}

const entry = { transform: 'keyshape/transform', transformProgram: true };
const hosts: readonly Host[] = [
  {
    name: 'tspc 3.3, TypeScript 5.9',
    tools: 'ts-patch-3',
    script: 'node_modules/ts-patch/bin/tspc.js',
    entry,
    reports: true,
  },
  {
    name: 'tspc 4.0, TypeScript 6.0',
    tools: 'ts-patch-4',
    script: 'node_modules/ts-patch/bin/tspc.js',
    entry,
    reports: true,
  },
  {
    name: 'ttsc 1.5, TypeScript 4.9',
    tools: 'ttypescript',
    script: 'node_modules/ttypescript/bin/tsc',
    entry: { transform: 'keyshape/transform' },
    reports: false,
  },
  {
    name: 'tspc 3.3 without transformProgram',
    tools: 'ts-patch-3',
    script: 'node_modules/ts-patch/bin/tspc.js',
    entry: { transform: 'keyshape/transform' },
    reports: false,
  },
];

function config(plugin: object, options: object = {}): string {
  return JSON.stringify({
    compilerOptions: {
      target: 'es2020',
      module: 'commonjs',
      strict: true,
      rootDir: 'src',
      outDir: 'out',
      declaration: true,
      types: [],
      plugins: [plugin],
      ...options,
    },
    include: ['src'],
  });
}

/** Runs the output with keyshape gone. */
function runWithout(project: Installed): string {
  rmSync(join(project.folder, 'node_modules'), { recursive: true });
  const { code, text } = project.node('out/main.js');
  expect([code, text]).toEqual([0, expect.any(String)]);
  return text;
}

describe.each(hosts.filter(({ tools }) => presentTools(tools).length > 0))(
  '$name',
  ({ tools, script, entry: plugin, reports }) => {
    let project: Installed;
    beforeEach(() => {
      project = installProject(tools, { ...sources, 'tsconfig.json': config(plugin) });
    });
    afterEach(() => project.remove());
    const build = (...args: string[]) => project.node(script, ...args);
    const exists = (path: string) => existsSync(join(project.folder, path));

    test('builds an output that runs with keyshape absent', () => {
      expect(build()).toEqual({ code: 0, text: '' });
      expect(readFileSync(join(project.folder, 'out/main.d.ts'), 'utf8')).toContain('version: string');
      expect(runWithout(project)).toMatch(/^([0-9a-f]{16}) \1:app\n$/);
    });

    test('fails for every mistake, naming code, file and line', () => {
      project.write({ ...mistake, ...other });
      const { code, text } = build('--pretty', 'false');
      expect(code).toBe(reports ? 2 : 1);
      expect(text).toMatch(/src\/wrong\.ts\(2,32\): error (TS\d+: )?KS1\d{3}: /);
      expect(text).toMatch(/src\/other\.ts\(3,23\): error (TS\d+: )?KS2004: /);
      if (!reports) expect(exists('out/main.js')).toBe(false);
    });

    test('fails under noEmit', () => {
      project.write(mistake);
      const { code, text } = build('--noEmit', '--pretty', 'false');
      expect(code).not.toBe(0);
      expect(text).toMatch(/src\/wrong\.ts\(2,32\): error (TS\d+: )?KS1\d{3}: /);
    });

    test('honours noEmitOnError', () => {
      project.write(mistake);
      const { code, text } = build('--noEmitOnError', '--pretty', 'false');
      expect([code, exists('out/main.js')]).toEqual([1, false]);
      expect(text).toMatch(/src\/wrong\.ts\(2,32\): error (TS\d+: )?KS1\d{3}: /);
    });

    test('fails for a misspelt option', () => {
      project.write({ 'tsconfig.json': config({ ...plugin, lenght: 8 }) });
      const { code, text } = build('--pretty', 'false');
      expect(code).not.toBe(0);
      expect(text).toMatch(/error (TS\d+: )?KS3001: unknown option `lenght`.*`length`.*`any`.*`serializer`/);
    });

    test('keeps an incremental build fresh, or refuses it', () => {
      project.write({ 'tsconfig.json': config(plugin, { incremental: true }) });
      const { code, text } = build();
      if (reports) expect({ code, text }).toEqual({ code: 0, text: '' });
      else {
        expect(code).not.toBe(0);
        expect(text).toMatch(/error KS3003: .*(Add `"transformProgram": true`|ttypescript)/);
      }
    });
  },
);

describe.each(presentTools('ts-patch-3', 'ts-patch-4'))('ts-patch install with %s', (tools) => {
  test('makes plain tsc replace calls', () => {
    const project = installProject(tools, {
      ...sources,
      'package.json': '{}',
      'tsconfig.json': config(entry),
    });
    try {
      // It patches in place, so it needs a TypeScript of its own.
      const link = join(project.folder, 'node_modules/typescript');
      unlinkSync(link);
      cpSync(join(toolSet(tools), 'node_modules/typescript'), link, { recursive: true });
      expect(project.node('node_modules/ts-patch/bin/ts-patch.js', 'install').code).toBe(0);
      expect(project.node('node_modules/typescript/bin/tsc')).toEqual({ code: 0, text: '' });
      project.write(mistake);
      expect(project.node('node_modules/typescript/bin/tsc', '--noEmit').code).toBe(2);
      expect(runWithout(project)).toMatch(/^([0-9a-f]{16}) \1:app\n$/);
    } finally {
      project.remove();
    }
  });
});

describe('the package', () => {
  const resolutions = [
    ['ts-patch-3', { module: 'nodenext' }],
    ['ts-patch-3', { module: 'esnext', moduleResolution: 'bundler' }],
    ['ts-patch-3', { module: 'commonjs', moduleResolution: 'node10' }],
    ['ttypescript', { module: 'commonjs', moduleResolution: 'node' }],
    ['ttypescript', { module: 'node16' }],
  ] as const;
  test.each(resolutions.filter(([tools]) => presentTools(tools).length > 0))(
    'has typings for %s with %j',
    (tools, options) => {
      const project = installProject(tools, {
        'src/main.ts':
          "import { versionOf } from 'keyshape';\nimport plugin, { keyshapeTransformer, type KeyshapeOptions } from 'keyshape/transform';\nexport const options: KeyshapeOptions = { length: 8 };\nexport const f: () => string = versionOf;\nexport const g: typeof keyshapeTransformer = keyshapeTransformer;\nexport const h: Function = plugin;\nimport { createTransformer, type TsJestOptions } from 'keyshape/ts-jest';\nimport loader, { tsLoader, type TsLoaderOptions } from 'keyshape/ts-loader';\nimport { keyshape, type TypescriptPluginOptions } from 'keyshape/rollup';\nexport const hosts = [createTransformer, loader, tsLoader, keyshape];\nexport const all: [TsJestOptions, TsLoaderOptions, TypescriptPluginOptions] = [{ keyshape: options }, {}, {}];\n",
        'tsconfig.json': JSON.stringify({
          compilerOptions: {
            strict: true,
            noEmit: true,
            types: [],
            skipLibCheck: false,
            target: 'es2022',
            ...options,
          },
          include: ['src'],
        }),
      });
      try {
        expect(project.node('node_modules/typescript/bin/tsc')).toEqual({ code: 0, text: '' });
      } finally {
        project.remove();
      }
    },
  );
});
