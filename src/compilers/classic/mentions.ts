import type ts = require('typescript');

/** The statements of a file that declare nothing, by the names in them: a guard narrows a name, an assignment gives it properties. */
export class Mentions {
  private readonly known = new Map<ts.SourceFile, ReadonlyMap<string, readonly ts.Statement[]>>();

  constructor(private readonly compiler: typeof ts) {}

  /** Those of a file that mention a name. */
  of(file: ts.SourceFile, name: string): readonly ts.Statement[] {
    let byName = this.known.get(file);
    if (byName === undefined) {
      byName = this.find(file);
      this.known.set(file, byName);
    }
    return byName.get(name) ?? [];
  }

  private find({ statements }: ts.SourceFile): ReadonlyMap<string, readonly ts.Statement[]> {
    const found = new Map<string, ts.Statement[]>();
    for (const statement of statements) {
      if (this.isDeclaration(statement)) continue;
      for (const name of this.namesIn(statement)) {
        const list = found.get(name);
        if (list) list.push(statement);
        else found.set(name, [statement]);
      }
    }
    return found;
  }

  private namesIn(statement: ts.Statement): ReadonlySet<string> {
    const names = new Set<string>();
    const visit = (node: ts.Node): void => {
      if (this.compiler.isIdentifier(node)) names.add(node.text);
      this.compiler.forEachChild(node, visit);
    };
    visit(statement);
    return names;
  }

  private isDeclaration(statement: ts.Statement): boolean {
    const { compiler } = this;
    return (
      compiler.isImportDeclaration(statement) ||
      compiler.isExportDeclaration(statement) ||
      compiler.isImportEqualsDeclaration(statement) ||
      compiler.isExportAssignment(statement) ||
      compiler.isVariableStatement(statement) ||
      compiler.isFunctionDeclaration(statement) ||
      compiler.isClassDeclaration(statement) ||
      compiler.isInterfaceDeclaration(statement) ||
      compiler.isTypeAliasDeclaration(statement) ||
      compiler.isEnumDeclaration(statement) ||
      compiler.isModuleDeclaration(statement)
    );
  }
}
