import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type ts from 'typescript';
import developmentCompiler from 'typescript';
import plugin, { type KeyshapeOptions, keyshapeTransformer } from '../../src/hosts/index.js';
import { root } from './tools.js';

/** Files of a small project, by path. */
export type Files = Readonly<Record<string, string>>;

export interface CompileOptions {
  /** Default: the development compiler. */
  readonly compiler?: typeof ts;
  readonly compilerOptions?: ts.CompilerOptions;
  /** The entry of `plugins`. */
  readonly entry?: unknown;
  /** Files beside those of TypeScript. */
  readonly roots?: readonly string[];
  /** `program` is ts-patch's program transformer, `factory` a bare transformer, `none` a build without us. */
  readonly through?: 'program' | 'factory' | 'none';
}

/** What a build gave. */
export interface Built {
  /** By path, as `src/main.js`. */
  readonly outputs: Readonly<Record<string, string>>;
  /** `path(line,col): message`, in order. */
  readonly errors: readonly string[];
  readonly diagnostics: readonly ts.Diagnostic[];
  readonly program: ts.Program;
}

const base = '/project';

// The package as a user's compiler sees it, without building it: its entry's own declarations.
const declarations = developmentCompiler.transpileDeclaration(
  readFileSync(join(root, 'src/index.ts'), 'utf8'),
  {
    fileName: 'index.ts',
  },
).outputText;

/** Keyshape as it is installed. */
export const keyshapePackage: Files = {
  'node_modules/keyshape/package.json': '{ "name": "keyshape", "version": "0.1.0", "types": "./index.d.ts" }',
  'node_modules/keyshape/index.d.ts': declarations,
};

const libraries = new WeakMap<typeof ts, Map<string, ts.SourceFile | undefined>>();

function createHost(
  compiler: typeof ts,
  options: ts.CompilerOptions,
  files: Files,
  outputs: Record<string, string>,
) {
  const host = compiler.createCompilerHost(options, true);
  const texts = new Map(Object.entries(files).map(([path, text]) => [`${base}/${path}`, text]));
  const folders = new Set<string>();
  for (const path of texts.keys()) {
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  const known = libraries.get(compiler) ?? new Map<string, ts.SourceFile | undefined>();
  libraries.set(compiler, known);
  const { getSourceFile: readReal, readFile, fileExists } = host;
  const overlay: Partial<ts.CompilerHost> = {
    getCurrentDirectory: () => base,
    fileExists: (path) => (path.startsWith(base) ? texts.has(path) : fileExists.call(host, path)),
    directoryExists: (path) => folders.has(path),
    getDirectories: () => [],
    realpath: (path) => path,
    readFile: (path) => (path.startsWith(base) ? texts.get(path) : readFile.call(host, path)),
    writeFile: (path, text) => {
      outputs[path.slice(base.length + 1)] = text;
    },
    getSourceFile: (path, target, onError, fresh) => {
      const text = texts.get(path);
      if (text !== undefined) return compiler.createSourceFile(path, text, target, true);
      if (!known.has(path)) known.set(path, readReal.call(host, path, target, onError, fresh));
      return known.get(path);
    },
  };
  return Object.assign(host, overlay);
}

/** Compiles a project in memory; keyshape is installed in it unless a file says otherwise. */
export function compile(files: Files, request: CompileOptions = {}): Built {
  const { compiler = developmentCompiler, through = 'program', entry = {} } = request;
  const options: ts.CompilerOptions = {
    target: compiler.ScriptTarget.ES2020,
    module: compiler.ModuleKind.ESNext,
    moduleResolution: compiler.ModuleResolutionKind.Node10 ?? 2,
    // The smallest: every test makes programs of its own, which a larger one makes five times as dear.
    lib: ['lib.es5.d.ts'],
    types: [],
    strict: true,
    skipLibCheck: true,
    // 6.0 warns of options that it will drop; 4.9 does not know the key.
    ...(Number(compiler.version.slice(0, 3)) >= 6 && { ignoreDeprecations: '6.0' }),
    ...request.compilerOptions,
  };
  const all = { ...keyshapePackage, ...files };
  const outputs: Record<string, string> = {};
  const host = createHost(compiler, options, all, outputs);
  const roots = [
    ...Object.keys(files).filter((path) => /\.[cm]?tsx?$/.test(path) && !path.startsWith('node_modules/')),
    ...(request.roots ?? []),
  ].map((path) => `${base}/${path}`);
  let program = compiler.createProgram(roots, options, host);
  if (through === 'program') program = plugin(program, host, entry, { ts: compiler });
  const before =
    through === 'factory'
      ? [keyshapeTransformer(program, { ...(entry as KeyshapeOptions), ts: compiler })]
      : [];
  const diagnostics = [
    ...program.getSyntacticDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...program.getSemanticDiagnostics(),
  ];
  program.emit(undefined, undefined, undefined, undefined, { before });
  return { outputs, diagnostics, errors: diagnostics.map((one) => format(compiler, one)), program };
}

function format(compiler: typeof ts, diagnostic: ts.Diagnostic): string {
  const text = compiler.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
  if (!diagnostic.file || diagnostic.start === undefined) return text;
  const { line, character } = compiler.getLineAndCharacterOfPosition(diagnostic.file, diagnostic.start);
  return `${diagnostic.file.fileName.slice(base.length + 1)}(${line + 1},${character + 1}): ${text}`;
}

/** Files of every small project here. */
export const model = {
  'model.ts':
    'export interface User { id: number; address: { city: string } }\nexport interface Order { total: number }\n',
};

/** Compiles one file beside the model; hands back its JavaScript. */
export function compileMain(main: string, request: CompileOptions = {}): Built & { readonly js: string } {
  const built = compile({ ...model, 'main.ts': main }, request);
  return { ...built, js: built.outputs['main.js'] ?? '' };
}
