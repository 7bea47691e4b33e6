import { join } from 'node:path';
import type ts from 'typescript';
import { readTypes } from '../../src/compilers/classic/read-types.js';
import type { Reading } from '../../src/reader/index.js';
import { chosen, type RealPackage, realTypesFolder } from './packages.js';

/** By name: a version, or the code and the path of what stands in its way. */
export type PackageVersions = Readonly<Record<string, string>>;

export interface ReadRequest {
  readonly compiler: typeof ts;
  readonly packages: readonly RealPackage[];
  /** The names to read, by package; default: the package's choice. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
  readonly folder?: string;
  readonly override?: ts.CompilerOptions;
}

/** The versions of types of published packages, in one program each. */
export function readPackages(request: ReadRequest): Readonly<Record<string, PackageVersions>> {
  return Object.fromEntries(request.packages.map((known) => [known.name, readPackage(known, request)]));
}

function readPackage(known: RealPackage, request: ReadRequest): PackageVersions {
  const { compiler } = request;
  const names = request.names?.[known.name] ?? allNames(known, request);
  const { program, file } = callsOf(known, names, request);
  program.getTypeChecker();
  const readings = readTypes(compiler, program, callNodes(compiler, file), {
    any: known.any,
    serializer: 'json',
  });
  return Object.fromEntries(names.map((name, index) => [name, outcome(readings[index]!)]));
}

/** A version, or `KS1001 Types.Account.object`. */
export function outcome(reading: Reading): string {
  const [problem] = reading.problems;
  if (problem === undefined) return reading.version(16);
  return `${problem.code} ${problem.message.slice(0, problem.message.indexOf(': '))}`;
}

function allNames(known: RealPackage, request: ReadRequest): readonly string[] {
  const { program, file } = callsOf(known, [], request);
  return chosen(known.names(request.compiler, program.getTypeChecker(), file), known.count);
}

/** A program with a call for each name. */
export function callsOf(known: RealPackage, names: readonly string[], request: ReadRequest) {
  const { compiler, folder = realTypesFolder } = request;
  const path = join(folder, 'calls.ts');
  const calls = names.map((name) => `versionOf<${known.written(name)}>();`).join('\n');
  const text = `${known.statement}\ndeclare function versionOf<T>(): string;\n${calls}\n`;
  const options = { ...realOptions(compiler), ...request.override };
  const host = compiler.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => name === path || fileExists.call(host, name);
  host.getSourceFile = (name, target, ...rest) =>
    name === path
      ? compiler.createSourceFile(name, text, target)
      : getSourceFile.call(host, name, target, ...rest);
  host.getCurrentDirectory = () => folder;
  const program = compiler.createProgram([path], options, host);
  return { program, file: program.getSourceFile(path)! };
}

/** What a service that uses these packages has in its tsconfig.json. */
export function realOptions(compiler: typeof ts): ts.CompilerOptions {
  const bundler = !compiler.versionMajorMinor.startsWith('4.');
  return {
    strict: true,
    target: compiler.ScriptTarget.ES2022,
    module: compiler.ModuleKind.ESNext,
    moduleResolution: bundler ? compiler.ModuleResolutionKind.Bundler : 2,
    lib: ['lib.es2022.d.ts'],
    types: ['node'],
    esModuleInterop: true,
    skipLibCheck: true,
    noEmit: true,
  };
}

/** The type arguments of the calls at the top of a file. */
export function callNodes(compiler: typeof ts, file: ts.SourceFile): readonly ts.TypeNode[] {
  return file.statements.flatMap((statement) => {
    const isCall =
      compiler.isExpressionStatement(statement) && compiler.isCallExpression(statement.expression);
    return isCall ? ((statement.expression as ts.CallExpression).typeArguments ?? []) : [];
  });
}
