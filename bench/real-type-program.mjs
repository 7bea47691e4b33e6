// A program over published types, as the measurements and the golden versions have it.
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const folder = fileURLToPath(new URL('../fixtures/real-types', import.meta.url));

/**
 * Makes a program with a call for each type.
 *
 * @param statement - the import that brings the types
 * @param types - as they stand in the calls
 * @returns the program, the file of the calls, and the node of each type
 */
export function createProgram(statement, types) {
  const path = `${folder}/calls.ts`;
  const text = `${statement}\ndeclare function versionOf<T>(): string;\n${types.map((type) => `versionOf<${type}>();\n`).join('')}`;
  const options = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts'],
    types: ['node'],
    esModuleInterop: true,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (file) => file === path || fileExists(file);
  host.getSourceFile = (file, target, ...rest) =>
    file === path ? ts.createSourceFile(file, text, target) : getSourceFile(file, target, ...rest);
  host.getCurrentDirectory = () => folder;
  const program = ts.createProgram([path], options, host);
  // Binds the files: a node has no parent before.
  program.getTypeChecker();
  const file = program.getSourceFile(path);
  const calls = file.statements.filter(ts.isExpressionStatement);
  return { program, file, nodes: calls.map(({ expression }) => expression.typeArguments[0]) };
}
