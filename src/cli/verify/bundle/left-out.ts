import type ts = require('typescript');

import { isInOutput, type Origin } from '../origins.js';

/**
 * Whether a bundler left a call out, as it does with what nothing uses: of the smallest part around it that can go by
 * itself (a statement, a member of a class, a branch that is never taken) no code is in the output.
 */
export function isLeftOut(call: ts.Node, file: ts.SourceFile, origins: readonly Origin[]): boolean {
  const part = partAround(call);
  return !origins.some((origin) => isInOutput(origin, part.getStart(file), part.end));
}

function partAround(call: ts.Node): ts.Node {
  let part = call;
  for (let around = call.parent; around !== undefined; around = around.parent) {
    if (canGo(part, around)) return part;
    part = around;
  }
  return part;
}

/** The tree may be that of any compiler, so that a node is known by what it has, not by its number. */
type Around = ts.Node & {
  readonly statements?: unknown;
  readonly members?: unknown;
  readonly declarations?: unknown;
  readonly whenTrue?: unknown;
  readonly condition?: unknown;
  readonly operatorToken?: unknown;
  readonly right?: unknown;
  readonly equalsGreaterThanToken?: unknown;
  readonly body?: unknown;
};

function canGo(part: ts.Node, around: Around): boolean {
  if (around.statements !== undefined || around.members !== undefined || around.declarations !== undefined)
    return true;
  if (around.whenTrue !== undefined) return part !== around.condition;
  if (around.operatorToken !== undefined) return part === around.right;
  return around.equalsGreaterThanToken !== undefined && part === around.body;
}
