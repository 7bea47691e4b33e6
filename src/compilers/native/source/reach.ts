import type ts = require('typescript');

import type { Syntax } from '../../../calls/syntax.js';
import type { BuildProject, NativeSymbol, SymbolsAtLocations } from '../api/finding.js';
import type { NativeModule } from '../api/reading.js';

/**
 * Finds the first of some files that a type goes through. What it may depend on is followed from declaration to declaration,
 * as the classic compiler's side does it; each level is asked for in one request.
 *
 * @param files - the files that matter, by name
 * @param type - the type argument of a call site
 * @returns the name of the file, or `undefined`
 */
export function firstReached(
  project: BuildProject,
  module: NativeModule,
  syntax: Syntax,
  files: ReadonlySet<string>,
  type: ts.TypeNode,
): string | undefined {
  const { program, checker } = project;
  // Handles hold the path as the compiler compares it, which is in lower case on some systems.
  const names = new Map([...files].flatMap((name) => [[name.toLowerCase(), name] as const]));
  for (const name of files) names.set(name, name);
  const seen = new Set<string>();
  let level: readonly ts.Node[] = [type];
  while (level.length > 0) {
    const next: ts.Node[] = [];
    const nodes = level.flatMap((node) => namesIn(syntax, node));
    for (const symbol of symbolsAt(project, nodes)) {
      const target = symbol.flags & module.SymbolFlags.Alias! ? checker.getAliasedSymbol(symbol) : symbol;
      for (const handle of target.declarations) {
        const key = `${handle.path}:${handle.index}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const found = names.get(handle.path);
        if (found !== undefined) return found;
        if (program.getSourceFileMetadataByPath(handle.path)?.isDefaultLibrary === true) continue;
        const declaration = handle.resolve(project);
        if (declaration) next.push(declaration);
      }
    }
    level = next;
  }
  return undefined;
}

function symbolsAt({ checker }: BuildProject, nodes: readonly ts.Node[]): ReadonlySet<NativeSymbol> {
  if (nodes.length === 0) return new Set();
  const ask = checker.getSymbolAtLocation as unknown as SymbolsAtLocations;
  return new Set(ask.call(checker, nodes).flatMap((symbol) => symbol ?? []));
}

function namesIn(syntax: Syntax, root: ts.Node): readonly ts.Node[] {
  const names: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (syntax.isIdentifier(node) || syntax.isStringLiteral(node)) names.push(node);
    syntax.forEachChild(node, visit);
  };
  visit(root);
  return names;
}
