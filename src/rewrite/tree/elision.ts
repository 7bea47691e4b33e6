import type ts = require('typescript');

/** What TypeScript's emit knows of a name; internal, the same from 4.9 to 6.0, asked only where it is there. */
interface EmitResolver {
  isReferencedAliasDeclaration(node: ts.Node): boolean;
  isValueAliasDeclaration(node: ts.Node): boolean;
}

interface ContextWithResolver extends ts.TransformationContext {
  getEmitResolver?(): EmitResolver | undefined;
}

/** Answers which names of a touched import or export stay. */
export interface Elision {
  /** Whether the output needs the name of an import. */
  keepsImport(node: ts.ImportSpecifier | ts.ImportClause | ts.NamespaceImport): boolean;
  /** Whether the output needs the name of a re-export. */
  keepsExport(node: ts.ExportSpecifier): boolean;
  /** Whether an import that has no name left stays for its side effects. */
  readonly keepsEmpty: boolean;
}

// Options of 4.9 and 5.0 that later versions dropped from their types.
interface OlderOptions {
  readonly preserveValueImports?: boolean;
  /** 1 is `preserve`, 2 is `error`. */
  readonly importsNotUsedAsValues?: number;
}

/**
 * TypeScript elides nothing in an import declaration that a `before` transformer has touched, so the names beside ours
 * are judged here by the rules it would have used. Without its resolver, everything that is a value stays: an import too
 * many still links, one of a type does not.
 */
export function createElision(
  compiler: typeof ts,
  program: ts.Program,
  context: ts.TransformationContext,
): Elision {
  const options: ts.CompilerOptions & OlderOptions = program.getCompilerOptions();
  const resolver = (context as ContextWithResolver).getEmitResolver?.();
  const checker = program.getTypeChecker();
  const verbatim = options.verbatimModuleSyntax === true;

  function isValue(name: ts.Node | undefined): boolean {
    const symbol = name && checker.getSymbolAtLocation(name);
    if (!symbol) return true;
    const target = symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    // An unresolved name may be a value.
    return !target.declarations || (target.flags & compiler.SymbolFlags.Value) !== 0;
  }

  return {
    keepsEmpty: verbatim || (options.importsNotUsedAsValues ?? 0) > 0,
    keepsImport(node) {
      if (compiler.isImportSpecifier(node) && node.isTypeOnly) return false;
      if (verbatim) return true;
      if (options.preserveValueImports) return resolver?.isValueAliasDeclaration(node) ?? isValue(node.name);
      return resolver?.isReferencedAliasDeclaration(node) ?? isValue(node.name);
    },
    keepsExport(node) {
      if (node.isTypeOnly) return false;
      return verbatim || (resolver?.isValueAliasDeclaration(node) ?? isValue(node.name));
    },
  };
}
