import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type ts from 'typescript';
import typescript from 'typescript';
import {
  findNativeTagProblems,
  type Native,
  type OpenNativeProject,
  openNativeProject,
  readNativeTypes,
} from '../../src/compilers/native/read-types.js';
import type { ReaderOptions, Reading } from '../../src/reader/index.js';
import { root } from '../support/tools.js';

export const nativeFolder = join(root, 'fixtures/native');

/** The native compilers that must agree with the classic ones. */
export const nativeVersions = ['7.0', '7.1'] as const;
export type NativeVersion = (typeof nativeVersions)[number];

declare global {
  /** See `environment.cjs`. */
  function loadNativeForTests(folder: string, version: NativeVersion): Promise<Native>;
}

export function native(version: NativeVersion): Promise<Native> {
  return loadNativeForTests(nativeFolder, version);
}

/** The typings of keyshape's runtime entry, for projects that have no package installed. */
export const { outputText: typings } = typescript.transpileDeclaration(
  readFileSync(join(root, 'src/index.ts'), 'utf8'),
  { fileName: 'index.ts' },
);

/** Options of a small project that has nothing installed. */
export const plainOptions = {
  target: 'es2022',
  module: 'esnext',
  moduleResolution: 'bundler',
  lib: ['es2022'],
  types: [],
};

/** A project in a temporary folder, for compilers that read the disk. */
export class DiskProject {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'keyshape-native-')));
  readonly configFile = join(this.folder, 'tsconfig.json');

  /** @param homes folders whose `node_modules` it sees */
  constructor(...homes: readonly string[]) {
    const modules = join(this.folder, 'node_modules');
    mkdirSync(modules);
    for (const home of homes) {
      for (const name of readdirSync(join(home, 'node_modules'))) {
        const link = join(modules, name);
        if (!name.startsWith('.') && !existsSync(link)) symlinkSync(join(home, 'node_modules', name), link);
      }
    }
  }

  write(files: ReadonlyMap<string, string>): void {
    for (const [name, text] of files) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    }
  }

  configure(compilerOptions: object, files: readonly string[]): void {
    writeFileSync(this.configFile, JSON.stringify({ compilerOptions, files }));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Opens a project, and ends the server when the work is done. */
export function withProject<Result>(
  native: Native,
  configFile: string,
  work: (open: OpenNativeProject) => Result,
): Result {
  const open = openNativeProject(native, configFile);
  try {
    return work(open);
  } finally {
    open.close();
  }
}

/** The type arguments of the calls of `versionOf` in a file, in order. */
export function callsIn(open: OpenNativeProject, fileName: string): readonly ts.TypeNode[] {
  const file = open.project.program.getSourceFile(fileName);
  if (file === undefined) throw new Error(`${fileName} is not in the program`);
  const { CallExpression } = open.native.ast.SyntaxKind;
  const found: ts.TypeNode[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === CallExpression) {
      const call = node as ts.CallExpression;
      if (call.expression.getText() === 'versionOf') found.push(call.typeArguments![0]!);
    }
    node.forEachChild(visit);
  };
  visit(file);
  return found;
}

export interface NativeRun {
  /** By file, in the order of its calls. */
  readonly readings: readonly (readonly Reading[])[];
  readonly tagProblems: readonly (readonly { readonly code: string; readonly message: string }[])[];
}

/** Reads all calls of some files. */
export function readCalls(
  open: OpenNativeProject,
  configFile: string,
  mains: readonly string[],
  files: readonly (readonly string[])[],
  options: ReaderOptions,
): NativeRun {
  const nodes = mains.map((main) => callsIn(open, main));
  const readings = readNativeTypes(open, configFile, nodes.flat(), options);
  let next = 0;
  return {
    readings: nodes.map((group) => group.map(() => readings[next++]!)),
    tagProblems: files.map((names) =>
      names.flatMap((name) => {
        const file = open.project.program.getSourceFile(name);
        return file === undefined
          ? []
          : findNativeTagProblems(open, file, options.serializer).map(({ problem }) => problem);
      }),
    ),
  };
}
