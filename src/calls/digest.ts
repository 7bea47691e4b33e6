import { createHash } from 'node:crypto';

import type ts = require('typescript');

import { packageVersion } from '../version.js';
import type { BindingNode } from './bindings.js';
import type { ResolvedOptions } from './options.js';
import type { Replacements } from './replacement.js';

/**
 * Folds everything that decides a file's output and errors, its own text aside, into a few hex digits. Error texts are
 * in it as well: a builder repeats a stored diagnostic for as long as the file counts as unchanged.
 */
export function digestOf(
  options: ResolvedOptions,
  replacements: Replacements,
  guards: ReadonlyMap<ts.Node, string>,
  drops: ReadonlySet<BindingNode>,
  diagnostics: readonly ts.Diagnostic[],
): string {
  const hash = createHash('sha256');
  const add = (...parts: readonly unknown[]) => void hash.update(`${JSON.stringify(parts)}\n`);
  add(packageVersion, options.settings, options.problems);
  for (const [node, { kind, text, others, index, isFirst }] of replacements)
    add(node.pos, kind, text, others, index, isFirst);
  for (const [node, text] of guards) add(node.pos, text);
  for (const { pos } of drops) add(pos);
  for (const { start, length, messageText, relatedInformation } of diagnostics) {
    const causes = relatedInformation?.map((cause) => [cause.start, cause.length]);
    add(start, length, messageText, causes);
  }
  return hash.digest('hex').slice(0, 16);
}
