import type ts = require('typescript');

import type { Syntax } from './syntax.js';

/** A declaration of a name. */
export interface Declared {
  /** Equal for, and only for, the same declaration. */
  readonly key: unknown;
  readonly fileName: string;
  /** Its syntax; fetched when it is asked for. */
  node(): ts.Node | undefined;
}

/** Finds what names stand for, whichever compiler knows it. */
export interface NameResolver {
  readonly syntax: Pick<Syntax, 'forEachChild' | 'isIdentifier' | 'isStringLiteral'>;
  /**
   * The declarations behind names and module specifiers, save those in the compiler's library; every one on the way through
   * aliases, because what a re-export leads to is decided there.
   */
  declarationsOf(names: readonly ts.Node[]): readonly Declared[];
}

/**
 * What a type may depend on, followed from declaration to declaration, level by level: a superset of what the checker reads,
 * because a condition or `keyof` leaves no trace in the type that it gives.
 *
 * @param resolver - finds declarations
 * @param roots - where to begin: the type arguments of call sites
 * @param follows - whether a node is looked into; all are unless it says no
 * @returns each declaration once, as it is met
 */
export function* declarationsBehind(
  resolver: NameResolver,
  roots: readonly ts.Node[],
  follows: (node: ts.Node) => boolean = () => true,
): Generator<Declared> {
  const { syntax } = resolver;
  const seen = new Set<unknown>();
  const names: ts.Node[] = [];
  const collect = (node: ts.Node): void => {
    if (!follows(node)) return;
    if (syntax.isIdentifier(node) || syntax.isStringLiteral(node)) names.push(node);
    syntax.forEachChild(node, collect);
  };
  for (const root of roots) collect(root);
  while (names.length > 0) {
    for (const declared of resolver.declarationsOf(names.splice(0))) {
      if (seen.has(declared.key)) continue;
      seen.add(declared.key);
      yield declared;
      const node = declared.node();
      if (node) collect(node);
    }
  }
}
