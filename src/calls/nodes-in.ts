import type ts = require('typescript');

import type { Syntax } from './syntax.js';

/**
 * Every node below some, and these, each before what is below it.
 *
 * @param isPassedOver - whether a node is left out, with all that is below it
 */
export function* nodesIn(
  { forEachChild }: Pick<Syntax, 'forEachChild'>,
  roots: readonly ts.Node[],
  isPassedOver: (node: ts.Node) => boolean = () => false,
): Generator<ts.Node> {
  const pending = [...roots];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isPassedOver(node)) continue;
    yield node;
    forEachChild(node, (child) => void pending.push(child));
  }
}
