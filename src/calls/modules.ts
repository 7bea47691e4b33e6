import type ts = require('typescript');

import { brand, type Meanings } from './intrinsics.js';
import { nodesIn } from './nodes-in.js';
import type { SourceProgram, SymbolView, Syntax } from './syntax.js';

/** The files of a program whose code may name an intrinsic. */
export interface Candidates {
  readonly files: readonly ts.SourceFile[];
  /** Every name under which some module exports an intrinsic or a namespace of them. */
  readonly exposed: ReadonlySet<string>;
  /** Files that declare or pass on intrinsics: keyshape's own, and barrels. */
  readonly carriers: ReadonlySet<ts.SourceFile>;
}

/** A statement that brings names in or passes them on. */
export type ModuleStatement = ts.ImportDeclaration | ts.ExportDeclaration | ts.ImportEqualsDeclaration;

/** Whether a node is a statement that brings names in or passes them on. */
export function isModuleStatement(syntax: Syntax, node: ts.Node): node is ModuleStatement {
  return (
    syntax.isImportDeclaration(node) ||
    syntax.isExportDeclaration(node) ||
    syntax.isImportEqualsDeclaration(node)
  );
}

/** The module specifier of an import or export statement, if it has one. */
export function specifierOf(syntax: Syntax, statement: ModuleStatement): ts.StringLiteral | undefined {
  const specifier = syntax.isImportEqualsDeclaration(statement)
    ? syntax.isExternalModuleReference(statement.moduleReference)
      ? statement.moduleReference.expression
      : undefined
    : statement.moduleSpecifier;
  return specifier && syntax.isStringLiteral(specifier) ? specifier : undefined;
}

/** The statements of a file, those of the namespaces in it (and of `declare module '…'`) included. */
export function* statementsIn(
  syntax: Pick<Syntax, 'isModuleBlock' | 'isModuleDeclaration'>,
  file: ts.SourceFile,
): Generator<ts.Statement> {
  const lists: ts.NodeArray<ts.Statement>[] = [file.statements];
  for (let list = lists.pop(); list; list = lists.pop()) {
    for (const statement of list) {
      yield statement;
      let body: ts.Node | undefined = statement;
      // `namespace A.B { … }` is one in the other.
      while (body && syntax.isModuleDeclaration(body)) body = body.body;
      if (body && syntax.isModuleBlock(body)) lists.push(body.statements);
    }
  }
}

/** The import and export statements of a file, those inside of namespaces included. */
export function* moduleStatements(syntax: Syntax, file: ts.SourceFile): Generator<ModuleStatement> {
  for (const statement of statementsIn(syntax, file)) {
    if (isModuleStatement(syntax, statement)) yield statement;
  }
}

/**
 * Finds the files that may hold call sites: by text first, then along imports and re-exports, so that no call is
 * resolved in a file that cannot have one. A program without keyshape costs one search of its text.
 *
 * @param syntax - what the compiler of the program asks of a tree
 * @param program - the program
 * @param meanings - made on first use, because it needs the checker
 */
export function findCandidates(syntax: Syntax, program: SourceProgram, meanings: () => Meanings): Candidates {
  const files = program.getSourceFiles().filter((file) => !program.isSourceFileDefaultLibrary(file));
  const carriers = new Set(files.filter((file) => file.text.includes(brand)));
  const found = new Set(files.filter((file) => !carriers.has(file) && file.text.includes('keyshape')));
  const exposed = new Set<string>();
  if (carriers.size > 0) {
    const importers = importersOf(syntax, program, files);
    const queue = [...carriers];
    for (let carrier = queue.pop(); carrier; carrier = queue.pop()) {
      for (const name of exposedNames(syntax, program, meanings(), carriers, carrier)) exposed.add(name);
      for (const importer of importers.get(carrier) ?? []) {
        found.add(importer);
        if (carriers.has(importer) || !passesOn(syntax, importer)) continue;
        if (exposedNames(syntax, program, meanings(), carriers, importer).length === 0) continue;
        carriers.add(importer);
        queue.push(importer);
      }
    }
  }
  const emitted = [...found].filter(
    (file) => !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file),
  );
  return { files: emitted, exposed, carriers };
}

function importersOf(
  syntax: Syntax,
  program: SourceProgram,
  files: readonly ts.SourceFile[],
): ReadonlyMap<ts.SourceFile, readonly ts.SourceFile[]> {
  const checker = program.getTypeChecker();
  const importers = new Map<ts.SourceFile, ts.SourceFile[]>();
  for (const file of files) {
    for (const specifier of specifiersOf(syntax, file)) {
      for (const target of checker.getSymbolAtLocation(specifier)?.declarations ?? []) {
        const imported = target.getSourceFile();
        if (!imported) continue;
        const list = importers.get(imported);
        if (!list) importers.set(imported, [file]);
        else if (list.at(-1) !== file) list.push(file);
      }
    }
  }
  return importers;
}

const loading = /\b(?:import|require)\s*\(/;

function* specifiersOf(syntax: Syntax, file: ts.SourceFile): Generator<ts.Expression> {
  for (const statement of moduleStatements(syntax, file)) {
    const specifier = specifierOf(syntax, statement);
    if (specifier) yield specifier;
  }
  if (file.isDeclarationFile || !loading.test(file.text)) return;
  for (const node of nodesIn(syntax, [file])) {
    const specifier = loadedModule(syntax, node);
    if (specifier) yield specifier;
  }
}

/** The specifier of `import('…')` or `require('…')`. */
export function loadedModule(syntax: Syntax, node: ts.Node): ts.StringLiteralLike | undefined {
  if (!syntax.isCallExpression(node)) return undefined;
  const callee = node.expression;
  const loads =
    callee.kind === syntax.SyntaxKind.ImportKeyword ||
    (syntax.isIdentifier(callee) && callee.text === 'require');
  const specifier = node.arguments[0];
  return loads && specifier && syntax.isStringLiteralLike(specifier) ? specifier : undefined;
}

/** Whether a file has a form of export that can pass on what it imports. */
function passesOn(syntax: Syntax, file: ts.SourceFile): boolean {
  for (const statement of statementsIn(syntax, file)) {
    if (syntax.isExportDeclaration(statement) || syntax.isExportAssignment(statement)) return true;
    if (syntax.isImportEqualsDeclaration(statement) && statement.modifiers?.length) return true;
  }
  return false;
}

/** The names under which a file exports intrinsics, those of namespaces that hold them beside other things included. */
function exposedNames(
  syntax: Syntax,
  program: SourceProgram,
  meanings: Meanings,
  carriers: ReadonlySet<ts.SourceFile>,
  file: ts.SourceFile,
): readonly string[] {
  const checker = program.getTypeChecker();
  const own = checker.getSymbolAtLocation(file);
  const modules = own
    ? [own]
    : file.statements
        .filter((statement) => syntax.isModuleDeclaration(statement))
        .map((statement) => checker.getSymbolAtLocation(statement.name));
  const names = new Set<string>();
  // A set takes in what is added while it is walked.
  const seen = new Set(modules);
  for (const module of seen) {
    if (!module) continue;
    for (const member of checker.getExportsOfModule(module)) {
      if (meanings.of(member) !== undefined) names.add(member.name);
      else if (mayHold(member)) seen.add(meanings.resolve(member));
    }
  }
  return [...names];

  /** A namespace of this file, or of one that is known to expose some. */
  function mayHold(member: SymbolView): boolean {
    const target = meanings.resolve(member);
    if (!(target.flags & syntax.SymbolFlags.ValueModule)) return false;
    const files = target.declarations?.map((declaration) => declaration.getSourceFile()) ?? [];
    return files.some((one) => one !== undefined && (one === file || carriers.has(one)));
  }
}
