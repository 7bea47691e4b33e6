import type ts = require('typescript');

import type { Bindings } from './bindings.js';
import type { IntrinsicName, Meanings } from './intrinsics.js';
import { loadedModule } from './modules.js';
import type { SymbolChecker, SymbolView, Syntax } from './syntax.js';
import { wrapped } from './wrappers/names-in.js';

/** A place where the code of a file names an intrinsic, or keyshape itself, as a value. */
export type Use =
  | {
      readonly kind: 'call';
      readonly name: IntrinsicName;
      readonly call: ts.CallExpression;
      readonly naming: ts.Node;
    }
  /** Named without being called there. */
  | { readonly kind: 'other'; readonly name: string; readonly naming: ts.Node }
  /** `import('keyshape')` or `require('keyshape')`. */
  | { readonly kind: 'load'; readonly naming: ts.Node };

/** The name that an access such as `a.b['c']` starts from, if it is nothing but names. */
export function rootOf(syntax: Syntax, naming: ts.Node): ts.Node {
  let node = naming;
  while (
    syntax.isPropertyAccessExpression(node) ||
    syntax.isElementAccessExpression(node) ||
    syntax.isParenthesizedExpression(node) ||
    syntax.isNonNullExpression(node)
  ) {
    node = node.expression;
  }
  return node;
}

/** Type nodes are not walked, save for the expression of a class's `extends` and of `f<T>` without a call. */
function isOnlyType(syntax: Syntax, node: ts.Node): boolean {
  if (syntax.isExpressionWithTypeArguments(node)) {
    const { parent } = node;
    return (
      syntax.isHeritageClause(parent) &&
      (parent.token === syntax.SyntaxKind.ImplementsKeyword || syntax.isInterfaceDeclaration(parent.parent))
    );
  }
  return (
    syntax.isTypeNode(node) || syntax.isInterfaceDeclaration(node) || syntax.isTypeAliasDeclaration(node)
  );
}

/**
 * Walks a file for every use, and notes in the bindings where each is mentioned. The checker is asked only about names that
 * may lead to an intrinsic.
 */
export function findUses(
  meanings: Meanings,
  bindings: Bindings,
  exposed: ReadonlySet<string>,
  file: ts.SourceFile,
): readonly Use[] {
  const { syntax, checker } = meanings;
  const uses: Use[] = [];
  const named = new Set<ts.Node>();
  const watched = new Set(exposed);
  for (const local of bindings.byLocal.keys()) watched.add(local.name);

  function use(naming: ts.Node, symbol: SymbolView | undefined): void {
    const meaning = meanings.of(symbol);
    // A name in a pattern is met twice where JavaScript's `require` makes it an import.
    if (!meaning || named.has(naming)) return;
    named.add(naming);
    const outer = wrapped(syntax, naming);
    const { parent } = outer;
    if (meaning.kind === 'namespace') {
      // By a name that is computed (`keyshape[name]`) nothing is found, and the call would be left in place.
      const reaches =
        (syntax.isPropertyAccessExpression(parent) && parent.expression === outer) ||
        (syntax.isElementAccessExpression(parent) &&
          parent.expression === outer &&
          syntax.isStringLiteralLike(parent.argumentExpression)) ||
        syntax.isQualifiedName(parent);
      if (!reaches && !isTakenApart(syntax, parent)) uses.push({ kind: 'other', name: 'keyshape', naming });
    } else if (
      syntax.isCallExpression(parent) &&
      parent.expression === outer &&
      syntax.isIdentifier(rootOf(syntax, naming))
    ) {
      uses.push({ kind: 'call', name: meaning.name, call: parent, naming });
    } else {
      uses.push({ kind: 'other', name: meaning.name, naming });
    }
  }

  function visitIdentifier(node: ts.Identifier): void {
    if (!watched.has(node.text)) return;
    const { parent } = node;
    const symbol =
      syntax.isShorthandPropertyAssignment(parent) && parent.name === node
        ? checker.getShorthandAssignmentValueSymbol(parent)
        : checker.getSymbolAtLocation(node);
    const binding = symbol && bindings.byLocal.get(symbol);
    binding?.mentions.push(node);
    use(syntax.isPropertyAccessExpression(parent) && parent.name === node ? parent : node, symbol);
  }

  function visit(node: ts.Node): void {
    if (syntax.isElementAccessExpression(node)) {
      const key = node.argumentExpression;
      if (syntax.isStringLiteralLike(key) && exposed.has(key.text))
        use(node, checker.getSymbolAtLocation(key));
    } else if (syntax.isBindingElement(node) && syntax.isObjectBindingPattern(node.parent)) {
      // `{ versionOf }` names the new variable; `{ versionOf: v }` is met as an identifier of its own.
      if (!node.propertyName && syntax.isIdentifier(node.name) && exposed.has(node.name.text)) {
        use(node.name, checker.getTypeAtLocation(node.parent).getProperty(node.name.text));
      }
    } else {
      const specifier = loadedModule(syntax, node);
      if (!specifier) return;
      if (specifier.text === 'keyshape' || meanings.of(checker.getSymbolAtLocation(specifier))) {
        uses.push({ kind: 'load', naming: node });
      }
    }
  }

  const aliased = new Set<ts.Node>(bindings.all.map((binding) => binding.node));
  const pending: ts.Node[] = [...file.statements];
  /** About one node in two is a name, which has nothing below it. */
  function meet(node: ts.Node): void {
    if (syntax.isIdentifier(node)) visitIdentifier(node);
    else pending.push(node);
  }
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (syntax.isImportDeclaration(node) || isOnlyType(syntax, node) || aliased.has(node)) continue;
    if (syntax.isExportDeclaration(node)) {
      keepLocals(syntax, checker, bindings, aliased, node);
      continue;
    }
    visit(node);
    syntax.forEachChild(node, meet);
  }
  return uses.sort((a, b) => a.naming.pos - b.naming.pos);
}

/** `const { versionOf } = keyshape`: each name taken is reported, so the namespace is not reported beside them. */
function isTakenApart(syntax: Syntax, parent: ts.Node): boolean {
  return (
    syntax.isVariableDeclaration(parent) &&
    syntax.isObjectBindingPattern(parent.name) &&
    parent.name.elements.length > 0 &&
    parent.name.elements.every(
      ({ dotDotDotToken, propertyName }) =>
        !dotDotDotToken && (propertyName === undefined || syntax.isIdentifier(propertyName)),
    )
  );
}

/** `export { barrel }` needs the import of the barrel. */
function keepLocals(
  syntax: Syntax,
  checker: SymbolChecker,
  bindings: Bindings,
  aliased: ReadonlySet<ts.Node>,
  statement: ts.ExportDeclaration,
): void {
  const clause = statement.exportClause;
  if (statement.moduleSpecifier || !clause || !syntax.isNamedExports(clause)) return;
  for (const specifier of clause.elements) {
    if (aliased.has(specifier)) continue;
    const local = checker.getExportSpecifierLocalTargetSymbol(specifier);
    const name = specifier.propertyName ?? specifier.name;
    if (local && syntax.isIdentifier(name)) bindings.byLocal.get(local)?.mentions.push(name);
  }
}
