import type ts = require('typescript');

import { declarationsBehind, type NameResolver } from './reach.js';

/** An import that leads nowhere. */
export interface ImportPlace {
  readonly file: ts.SourceFile;
  readonly position: number;
  readonly specifier: string;
}

/** What is asked of syntax trees here. */
export type ImportSyntax = Pick<
  typeof ts,
  | 'forEachChild'
  | 'isExportDeclaration'
  | 'isExternalModuleReference'
  | 'isIdentifier'
  | 'isImportDeclaration'
  | 'isImportEqualsDeclaration'
  | 'isImportTypeNode'
  | 'isLiteralTypeNode'
  | 'isMethodDeclaration'
  | 'isMethodSignature'
  | 'isSourceFile'
  | 'isStringLiteral'
>;

/** What is asked of a program, whichever compiler made it. */
export interface ImportProgram extends NameResolver {
  readonly syntax: ImportSyntax;
  /** Every declaration file, save the compiler's library, that may hold an import which leads nowhere. */
  suspects(): readonly ts.SourceFile[];
  /** Which of the nodes (module specifiers) lead nowhere. */
  unresolved(specifiers: readonly ts.StringLiteral[]): readonly ts.StringLiteral[];
}

/**
 * The imports that lead nowhere in the declaration files that versions were read from. A name that such an import brings
 * is an error where a type holds it, but where `keyof` or a condition consumes it the checker leaves no trace, so that a
 * version may hang on what is not installed.
 *
 * What a type may depend on is followed from declaration to declaration; methods are not data and not followed, save
 * `toJSON`.
 */
export function findUnresolvedImports(
  program: ImportProgram,
  types: readonly ts.Node[],
): readonly ImportPlace[] {
  const { syntax } = program;
  const candidates = new Map<string, readonly ts.StringLiteral[]>();
  const suspects = types.length > 0 ? program.suspects() : [];
  for (const file of suspects) {
    const found = program.unresolved(specifiersIn(syntax, file));
    if (found.length > 0) candidates.set(file.fileName, found);
  }
  // Nearly always: then nothing needs to be followed.
  if (candidates.size === 0) return [];

  const reached = new Set<string>();
  // A module as a whole (`import * as m`) is not followed: the names taken out of it are.
  const follows = (node: ts.Node) => !syntax.isSourceFile(node) && !isMethod(syntax, node);
  for (const { fileName } of declarationsBehind(program, types, follows)) reached.add(fileName);
  return suspects
    .filter(({ fileName }) => reached.has(fileName))
    .flatMap((file) => candidates.get(file.fileName)?.map((node) => placeIn(file, node)) ?? []);
}

function placeIn(file: ts.SourceFile, node: ts.StringLiteral): ImportPlace {
  return { file, position: node.getStart(file), specifier: node.text };
}

function isMethod(syntax: ImportSyntax, node: ts.Node): boolean {
  return (
    (syntax.isMethodSignature(node) || syntax.isMethodDeclaration(node)) &&
    !(syntax.isIdentifier(node.name) && node.name.text === 'toJSON')
  );
}

/** The specifiers of a declaration file's imports and re-exports, and of its import types. */
function specifiersIn(syntax: ImportSyntax, file: ts.SourceFile): readonly ts.StringLiteral[] {
  const found: ts.StringLiteral[] = [];
  const add = (node: ts.Node | undefined) => {
    if (node && syntax.isStringLiteral(node)) found.push(node);
  };
  for (const statement of file.statements) {
    if (syntax.isImportDeclaration(statement) && statement.importClause) add(statement.moduleSpecifier);
    else if (syntax.isExportDeclaration(statement)) add(statement.moduleSpecifier);
    else if (
      syntax.isImportEqualsDeclaration(statement) &&
      syntax.isExternalModuleReference(statement.moduleReference)
    ) {
      add(statement.moduleReference.expression);
    }
  }
  if (!file.text.includes('import(')) return found;
  const visit = (node: ts.Node): void => {
    if (syntax.isImportTypeNode(node) && syntax.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    syntax.forEachChild(node, visit);
  };
  for (const statement of file.statements) visit(statement);
  return found;
}
