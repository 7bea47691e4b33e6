import type ts = require('typescript');

import type { Site } from './sites.js';

/**
 * The imports that lead nowhere in the declaration files that versions were read from. A name that such an import brings
 * is an error where a type holds it, but where `keyof` or a condition consumes it the checker leaves no trace, so that a
 * version may hang on what is not installed.
 *
 * What a type may depend on is followed from declaration to declaration; methods are not data and not followed, save
 * `toJSON`.
 *
 * @returns the module specifiers, each once
 */
export function findUnresolvedImports(
  compiler: typeof ts,
  program: ts.Program,
  sites: readonly Site[],
): readonly ts.StringLiteral[] {
  const checker = program.getTypeChecker();
  const candidates = new Map<ts.SourceFile, readonly ts.StringLiteral[]>();
  for (const file of program.getSourceFiles()) {
    if (!file.isDeclarationFile || program.isSourceFileDefaultLibrary(file)) continue;
    const unresolved = specifiers(compiler, file).filter((node) => !checker.getSymbolAtLocation(node));
    if (unresolved.length > 0) candidates.set(file, unresolved);
  }
  // Nearly always: then nothing needs to be followed.
  if (candidates.size === 0) return [];

  const reached = new Set<ts.SourceFile>();
  const seen = new Set<ts.Node>();
  const pending: ts.Node[] = sites.flatMap(({ call }) => call.typeArguments ?? []);
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isMethod(compiler, node)) continue;
    compiler.forEachChild(node, (child) => void pending.push(child));
    if (!compiler.isIdentifier(node)) continue;
    for (const declaration of declarationsOf(compiler, checker, node)) {
      const file = declaration.getSourceFile();
      if (seen.has(declaration) || program.isSourceFileDefaultLibrary(file)) continue;
      seen.add(declaration);
      reached.add(file);
      // A module as a whole (`import * as m`) is not followed: the names taken out of it are.
      if (!compiler.isSourceFile(declaration)) pending.push(declaration);
    }
  }
  return [...candidates].filter(([file]) => reached.has(file)).flatMap(([, found]) => found);
}

/** Every declaration on the way through the aliases: a re-export that leads nowhere has none at its end. */
function declarationsOf(
  compiler: typeof ts,
  checker: ts.TypeChecker,
  name: ts.Identifier,
): readonly ts.Declaration[] {
  const symbol = checker.getSymbolAtLocation(name);
  if (!symbol) return [];
  const target = symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return [...(symbol.declarations ?? []), ...(target.declarations ?? [])];
}

function isMethod(compiler: typeof ts, node: ts.Node): boolean {
  return (
    (compiler.isMethodSignature(node) || compiler.isMethodDeclaration(node)) &&
    !(compiler.isIdentifier(node.name) && node.name.text === 'toJSON')
  );
}

/** The specifiers of a declaration file's imports and re-exports, and of its import types. */
function specifiers(compiler: typeof ts, file: ts.SourceFile): readonly ts.StringLiteral[] {
  const found: ts.StringLiteral[] = [];
  const add = (node: ts.Node | undefined) => {
    if (node && compiler.isStringLiteral(node)) found.push(node);
  };
  for (const statement of file.statements) {
    if (compiler.isImportDeclaration(statement) && statement.importClause) add(statement.moduleSpecifier);
    else if (compiler.isExportDeclaration(statement)) add(statement.moduleSpecifier);
    else if (
      compiler.isImportEqualsDeclaration(statement) &&
      compiler.isExternalModuleReference(statement.moduleReference)
    ) {
      add(statement.moduleReference.expression);
    }
  }
  if (!file.text.includes('import(')) return found;
  const pending: ts.Node[] = [...file.statements];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (compiler.isImportTypeNode(node) && compiler.isLiteralTypeNode(node.argument))
      add(node.argument.literal);
    compiler.forEachChild(node, (child) => void pending.push(child));
  }
  return found;
}
