import type ts = require('typescript');

import type { Binding, BindingNode, Bindings } from './bindings.js';
import type { SymbolChecker, Syntax } from './syntax.js';
import { rootOf } from './uses.js';

/**
 * The bindings that the output can do without: those of ours, and namespaces of barrels that are used for nothing else,
 * once the given calls are replaced.
 */
export function droppable(
  syntax: Syntax,
  checker: SymbolChecker,
  bindings: Bindings,
  replaced: readonly ts.Node[],
): ReadonlySet<BindingNode> {
  const fed = new Set(replaced.map((naming) => rootOf(syntax, naming)));
  const kept = new Set<Binding>();
  for (const binding of bindings.all) {
    const needed = binding.mentions.some((mention) => !fed.has(mention));
    if (needed || (!binding.ours && binding.mentions.length === 0)) kept.add(binding);
  }
  // A kept `import v = keyshape.versionOf` keeps what it starts from. (Few and short: no order is needed beyond this.)
  for (let grown = true; grown; ) {
    grown = false;
    for (const { node } of kept) {
      if (!syntax.isImportEqualsDeclaration(node) || syntax.isExternalModuleReference(node.moduleReference)) {
        continue;
      }
      let root: ts.EntityName = node.moduleReference;
      while (syntax.isQualifiedName(root)) root = root.left;
      const symbol = checker.getSymbolAtLocation(root);
      const source = symbol && bindings.byLocal.get(symbol);
      if (source && !kept.has(source)) {
        kept.add(source);
        grown = true;
      }
    }
  }
  return new Set(bindings.all.filter((binding) => !kept.has(binding)).map(({ node }) => node));
}
