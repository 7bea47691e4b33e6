import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type ts from 'typescript';
import developmentCompiler from 'typescript';
import { classicSubjects } from '../../src/cli/verify/classic/subjects.js';
import type { VerifyResult } from '../../src/cli/verify/result.js';
import { verify } from '../../src/cli/verify/verify.js';
import plugin from '../../src/hosts/index.js';
import type { Files } from '../support/project.js';
import { root } from '../support/tools.js';

const declarations = developmentCompiler.transpileDeclaration(
  readFileSync(join(root, 'src/index.ts'), 'utf8'),
  { fileName: 'index.ts' },
).outputText;

/** keyshape as an installed package, as far as a compiler looks. */
const installed: Files = {
  'node_modules/keyshape/package.json':
    '{ "name": "keyshape", "version": "0.1.0", "types": "./index.d.ts", "exports": { ".": { "types": "./index.d.ts", "default": "./index.js" } } }',
  'node_modules/keyshape/index.d.ts': declarations,
};

/** The entry as it is documented. */
export const entry = { transform: 'keyshape/transform', transformProgram: true };

/** A `tsconfig.json` for sources in `src`, output in `out`. */
export function config(options: object = {}, more: object = {}): string {
  const compilerOptions = {
    target: 'es2020',
    lib: ['es2020'],
    module: 'commonjs',
    strict: true,
    rootDir: 'src',
    outDir: 'out',
    types: [],
    plugins: [entry],
    ...options,
  };
  return JSON.stringify({ compilerOptions, include: ['src'], ...more });
}

/** A project on disk. */
export interface Tree {
  readonly folder: string;
  write(files: Files): void;
  read(path: string): string;
  edit(path: string, change: (text: string) => string): void;
  remove(path: string): void;
  /** Builds one project in this process, as the host does; `plain` is a build without keyshape. */
  build(path?: string, mode?: 'plain'): Promise<void>;
  verify(path?: string): Promise<VerifyResult>;
  dispose(): void;
}

function buildProject(compiler: typeof ts, path: string, plain: boolean): void {
  const parsed = compiler.getParsedCommandLineOfConfigFile(path, undefined, {
    ...compiler.sys,
    onUnRecoverableConfigFileDiagnostic: (error) => {
      throw new Error(compiler.flattenDiagnosticMessageText(error.messageText, '\n'));
    },
  });
  if (!parsed) throw new Error(`no ${path}`);
  const { options, fileNames, projectReferences } = parsed;
  const host = compiler.createCompilerHost(options);
  let program = compiler.createProgram({ rootNames: fileNames, options, projectReferences, host });
  const own = (options.plugins as readonly unknown[] | undefined)?.[0];
  if (!plain) program = plugin(program, host, own, { ts: compiler });
  program.emit();
}

/** Builds and verifies, with one compiler. */
export interface Toolchain {
  build(config: string, isPlain: boolean): Promise<void>;
  verify(config: string, folder: string): Promise<VerifyResult>;
}

/** Makes a project in a temporary folder. */
export type Plant = (files: Files) => Tree;

/** The classic compiler, with ts-patch's program transformer. */
export function classic(compiler: typeof ts = developmentCompiler): Toolchain {
  return {
    build: async (file, isPlain) => buildProject(compiler, file, isPlain),
    verify: async (file, cwd) => verify(classicSubjects(compiler, file), { config: file, cwd }),
  };
}

/** Makes a project in a temporary folder. */
export function plant(files: Files, tools: Toolchain = classic()): Tree {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'keyshape-verify-')));
  const tree: Tree = {
    folder,
    write(more) {
      for (const [path, text] of Object.entries<string>(more)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    },
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    edit: (path, change) => {
      const before = tree.read(path);
      const after = change(before);
      // An edit that changes nothing would make a test that tests nothing.
      if (after === before) throw new Error(`nothing to edit in ${path}: ${before}`);
      writeFileSync(join(folder, path), after);
    },
    remove: (path) => rmSync(join(folder, path), { recursive: true, force: true }),
    build: (path = 'tsconfig.json', mode) => tools.build(join(folder, path), mode === 'plain'),
    verify: (path = 'tsconfig.json') => tools.verify(join(folder, path), folder),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
  tree.write({ ...installed, ...files });
  return tree;
}

/** What was found, one line each: `src/main.ts:3:14 stale versionOf<User>`. */
export function summary(result: VerifyResult): readonly string[] {
  return result.projects.flatMap(({ findings }) =>
    findings.map((finding) => {
      const place = `${finding.file}:${finding.line}:${finding.column}`;
      if (finding.kind === 'error') return `${place} error ${finding.message.slice(0, 6)}`;
      const call = 'intrinsic' in finding ? ` ${finding.intrinsic}<${finding.type}>` : '';
      return `${place} ${finding.kind}${call}`;
    }),
  );
}

/** How many calls were compared. */
export function callsOf(result: VerifyResult): number {
  return result.projects.reduce((sum, project) => sum + project.calls, 0);
}
