import type ts = require('typescript');

import type { BindingNode } from '../../calls/bindings.js';
import { specifierOf, statementsIn } from '../../calls/modules.js';
import type { Syntax } from '../../calls/syntax.js';
import { type BindingStatement, isBindingStatement, namesOther } from '../binding-statements.js';
import { type Edit, lineBreaks } from './edit.js';

/** What becomes of the imports of an edited file. */
export interface ImportRewriting {
  /** Whether an import that has no name left stays for its side effects (`verbatimModuleSyntax`). */
  readonly keepsEmpty: boolean;
  /**
   * Whether a dropped import stays as one of no types. It leaves no trace in the output, and a compiler's program keeps its
   * files; other tools need none of it.
   */
  readonly keepsFiles: boolean;
}

/**
 * The edits that take names out of the import and export statements of a file. What becomes of the names that stay is decided by
 * the compiler, which reads the edited text as any other.
 *
 * @param dropped - the names that go
 */
export function importEdits(
  syntax: Syntax,
  file: ts.SourceFile,
  dropped: ReadonlySet<BindingNode>,
  rewriting: ImportRewriting,
): readonly Edit[] {
  const editor = new ImportEditor(syntax, file, rewriting);
  for (const statement of statementsIn(syntax, file)) {
    // What is declared of another module makes no JavaScript; in a namespace only `import f = ks.versionOf` can stand.
    const isAlias = syntax.isImportEqualsDeclaration(statement);
    if (!isBindingStatement(syntax, statement) || (statement.parent !== file && !isAlias)) continue;
    const names = namesOf(syntax, statement);
    const isDropped = syntax.isImportDeclaration(statement)
      ? statement.importClause && dropped.has(statement.importClause)
      : dropped.has(statement);
    if (!isDropped && !names.some((name) => dropped.has(name))) continue;
    editor.leave(
      statement,
      names.filter((name) => !dropped.has(name)),
    );
  }
  return editor.edits();
}

/** What is done to the import and export statements of one file. */
class ImportEditor {
  private readonly made: Edit[] = [];
  private readonly removed: BindingStatement[] = [];

  constructor(
    private readonly syntax: Syntax,
    private readonly file: ts.SourceFile,
    private readonly rewriting: ImportRewriting,
  ) {}

  /** Leaves some names of a statement, or none. */
  leave(statement: BindingStatement, left: readonly BindingNode[]): void {
    const { syntax } = this;
    const types = onlyTypes(syntax, statement, left);
    if (types) this.overwrite(statement.getStart(), types.end, types.text);
    else if (syntax.isImportDeclaration(statement) && statement.importClause) {
      this.leaveImport(statement, statement.importClause, left);
    } else if (syntax.isExportDeclaration(statement)) this.leaveExport(statement, left);
    else this.removed.push(statement);
  }

  /** Every edit, once all statements were handed over. */
  edits(): readonly Edit[] {
    const removed = new Set<ts.Statement>(this.removed);
    const first = this.removed.find(({ parent }) => parent === this.file);
    const needsExport = first !== undefined && !staysModule(this.syntax, this.file, removed);
    for (const statement of this.removed) this.remove(statement, needsExport && statement === first);
    return this.made;
  }

  private leaveImport(
    statement: ts.ImportDeclaration,
    clause: ts.ImportClause,
    left: readonly BindingNode[],
  ): void {
    const { syntax } = this;
    if (left.length > 0) {
      this.overwrite(clause.getStart(), clause.end, importClause(syntax, clause, left));
    } else if (this.rewriting.keepsEmpty && namesOther(syntax, statement)) {
      this.overwrite(clause.getStart(), statement.moduleSpecifier.getStart(), '');
    } else this.removed.push(statement);
  }

  private leaveExport(statement: ts.ExportDeclaration, left: readonly BindingNode[]): void {
    const clause = statement.exportClause;
    if (clause && left.length > 0) {
      this.overwrite(clause.getStart(), clause.end, `{ ${left.map(textOf).join(', ')} }`);
    } else if (clause && this.rewriting.keepsEmpty && namesOther(this.syntax, statement)) {
      this.overwrite(clause.getStart(), clause.end, '{}');
    } else this.removed.push(statement);
  }

  /** @param needsExport - whether the file would be no module without it */
  private remove(statement: BindingStatement, needsExport: boolean): void {
    const { syntax, file } = this;
    const { keepsFiles } = this.rewriting;
    const specifier = specifierNode(syntax, statement);
    const start = statement.getStart();
    if (keepsFiles && syntax.isImportEqualsDeclaration(statement) && specifierOf(syntax, statement)) {
      this.overwrite(start, statement.name.getStart(), 'import type ');
    } else if (specifier && keepsFiles) {
      // The file goes on being a module, too.
      this.overwrite(start, specifier.getStart(), 'import type {} from ');
    } else if (needsExport) this.overwrite(start, statement.end, 'export {};');
    else this.overwrite(start, statement.end, endsBefore(file, statement) ? '' : ';');
  }

  /** Lines stay where they are. */
  private overwrite(start: number, end: number, text: string): void {
    const broken = lineBreaks(this.file.text, start, end).slice(lineBreaks(text, 0, text.length).length);
    // The names that are left stand in braces, where a line may break.
    const [, head = text, tail = ''] = /^(.*)(\}.*)$/.exec(text) ?? [];
    this.made.push({ start, end, text: head + broken + tail });
  }
}

/** Whether the statement before one ends by itself: else a bracket at the start of the one behind would continue it. */
function endsBefore(file: ts.SourceFile, statement: ts.Statement): boolean {
  const before = file.text.slice(0, statement.pos);
  return before === '' || before.endsWith(';');
}

/**
 * Where nothing but types of keyshape is left, the whole is marked as one of types: an import without names would load
 * keyshape.
 */
function onlyTypes(
  syntax: Syntax,
  statement: BindingStatement,
  left: readonly BindingNode[],
): { readonly text: string; readonly end: number } | undefined {
  if (left.length === 0 || !(syntax.isImportDeclaration(statement) || syntax.isExportDeclaration(statement)))
    return undefined;
  if (namesOther(syntax, statement)) return undefined;
  const isImport = syntax.isImportDeclaration(statement);
  const clause = isImport ? statement.importClause : statement.exportClause;
  const names = left.flatMap((name) => ('isTypeOnly' in name && name.isTypeOnly ? [textOf(name)] : []));
  if (!clause || names.length < left.length) return undefined;
  const list = names.map((text) => text.replace(/^type\s+/, '')).join(', ');
  return { text: `${isImport ? 'import' : 'export'} type { ${list} }`, end: clause.end };
}

/** What an import or re-export names, where the text up to it can be exchanged. */
function specifierNode(syntax: Syntax, statement: BindingStatement): ts.Expression | undefined {
  const isFrom = syntax.isImportDeclaration(statement) || syntax.isExportDeclaration(statement);
  return isFrom ? statement.moduleSpecifier : undefined;
}

/** The names of a statement that can be dropped one by one. */
function namesOf(syntax: Syntax, statement: BindingStatement): readonly BindingNode[] {
  if (syntax.isImportDeclaration(statement)) {
    const clause = statement.importClause;
    if (!clause) return [];
    const named = clause.namedBindings;
    const bindings = named ? (syntax.isNamespaceImport(named) ? [named] : named.elements) : [];
    return [...(clause.name ? [clause] : []), ...bindings];
  }
  if (!syntax.isExportDeclaration(statement)) return [statement];
  const clause = statement.exportClause;
  if (!clause) return [statement];
  return syntax.isNamespaceExport(clause) ? [clause] : [...clause.elements];
}

function importClause(syntax: Syntax, clause: ts.ImportClause, left: readonly BindingNode[]): string {
  const named = clause.namedBindings;
  const parts: string[] = [];
  if (clause.name && left.includes(clause)) parts.push(clause.name.text);
  const rest = left.filter((name) => name !== clause).map(textOf);
  if (rest.length > 0) {
    parts.push(named && syntax.isNamespaceImport(named) ? rest.join('') : `{ ${rest.join(', ')} }`);
  }
  return parts.join(', ');
}

function textOf(node: ts.Node): string {
  return node.getText();
}

function staysModule(syntax: Syntax, file: ts.SourceFile, removed: ReadonlySet<ts.Statement>): boolean {
  return file.statements.some((statement) => {
    if (removed.has(statement)) return false;
    if (isBindingStatement(syntax, statement)) return true;
    const modifiers =
      'modifiers' in statement ? (statement.modifiers as ts.NodeArray<ts.Node> | undefined) : [];
    return modifiers?.some((modifier) => modifier.getText() === 'export') === true;
  });
}
