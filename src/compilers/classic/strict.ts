import type ts = require('typescript');

import type { CheckerExtras, Compiler } from './compiler.js';

/**
 * The program to read types from: the host's own, or, where `strictNullChecks` is off, a second one over the same source
 * files with it on. Without it the checker has already thrown `null` and `undefined` away; with it the versions are those
 * of the strict project, so that turning it on later changes nothing.
 *
 * The source files are shared (no parsing, no binding), so that this takes a fraction of a program's cost.
 */
export function strictProgram(compiler: Compiler, program: ts.Program): ts.Program {
  if (isStrict(program)) return program;
  const options = { ...program.getCompilerOptions(), strictNullChecks: true };
  return compiler.createProgram({
    rootNames: program.getRootFileNames(),
    options,
    projectReferences: program.getProjectReferences(),
    host: sharingHost(compiler, program, options),
  });
}

function isStrict(program: ts.Program): boolean {
  const { strictNullChecks, strict } = program.getCompilerOptions();
  if (strictNullChecks !== undefined) return strictNullChecks;
  if (strict !== undefined) return strict;
  // What an absent option means changed with TypeScript 6: the checker knows.
  const checker: ts.TypeChecker & CheckerExtras = program.getTypeChecker();
  const nothing = checker.getUndefinedType?.();
  const text = checker.getStringType?.();
  return (
    nothing !== undefined &&
    text !== undefined &&
    checker.isTypeAssignableTo !== undefined &&
    !checker.isTypeAssignableTo(nothing, text)
  );
}

/** Where a program keeps what its imports resolved to: there at run time since 5.3, in no version's typings. */
interface ProgramExtras {
  getResolvedModuleFromModuleSpecifier?(
    specifier: ts.StringLiteralLike,
    file: ts.SourceFile,
  ): ts.ResolvedModuleWithFailedLookupLocations | undefined;
}

/**
 * Hands out the first program's source files and, where it tells, its answers on which module is which file: a host may
 * resolve modules in a way of its own. Directories are not asked for, since the host's files may not be on a disk.
 */
function sharingHost(compiler: Compiler, program: ts.Program, options: ts.CompilerOptions): ts.CompilerHost {
  const { directoryExists: _, ...host } = compiler.createCompilerHost(options);
  const sharing: ts.CompilerHost = {
    ...host,
    getCurrentDirectory: () => program.getCurrentDirectory(),
    getSourceFile: (fileName, ...rest) =>
      program.getSourceFile(fileName) ?? host.getSourceFile(fileName, ...rest),
    fileExists: (fileName) => program.getSourceFile(fileName) !== undefined || host.fileExists(fileName),
    readFile: (fileName) => program.getSourceFile(fileName)?.text ?? host.readFile(fileName),
  };
  const { getResolvedModuleFromModuleSpecifier: resolved }: ts.Program & ProgramExtras = program;
  if (resolved !== undefined) {
    sharing.resolveModuleNameLiterals = (literals, _containing, _redirect, _options, file) =>
      literals.map((literal) => resolved(literal, file) ?? { resolvedModule: undefined });
  }
  return sharing;
}
