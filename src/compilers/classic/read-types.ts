import type ts = require('typescript');

import { expressionNear, seesTypeParameters } from '../../reader/call-site.js';
import {
  asSeenLoosely,
  joinReadings,
  type ReaderOptions,
  type Reading,
  type Root,
  readRoots,
} from '../../reader/index.js';
import { ClassicChecker } from './checker.js';
import type { Compiler } from './compiler.js';
import { strictProgram } from './strict.js';
import { keepsUnresolvedApart } from './unresolved.js';

/**
 * Reads the types that the nodes name, all of one program together.
 *
 * @param compiler the TypeScript instance that made the program (4.9 to 6.0)
 * @param program the program that the nodes belong to
 * @param nodes the type arguments of the call sites
 * @param options what decides a shape beside the type
 * @returns a reading for each node, in order: its version, or the problems that stand in its way
 * @example const [user] = readTypes(ts, program, [node], { any: 'refuse', serializer: 'json' });
 */
export function readTypes(
  compiler: Compiler,
  program: ts.Program,
  nodes: readonly ts.TypeNode[],
  options: ReaderOptions,
): readonly Reading[] {
  const [first] = nodes;
  if (first === undefined) return [];
  if (options.any !== 'refuse' && !keepsUnresolvedApart(compiler)) return nodes.map(() => tooOld(compiler));
  const rootsIn = (checker: ts.TypeChecker) =>
    nodes.map((node) => ({
      type: checker.getTypeFromTypeNode(node),
      name: node.getText(),
      seesTypeParameters: seesTypeParameters(compiler, node),
    }));
  const read = (from: ts.Program, roots: readonly Root<ts.Type>[]) =>
    readRoots(new ClassicChecker(compiler, from, expressionNear(compiler, first)), roots, options);
  const strict = strictProgram(compiler, program);
  const roots = rootsIn(strict.getTypeChecker());
  if (strict === program) return read(strict, roots);
  const own = read(program, rootsIn(program.getTypeChecker()));
  return joinReadings(read(strict, roots.map(asSeenLoosely(own))), own);
}

function tooOld(compiler: Compiler): Reading {
  const message = `the option \`any\` needs TypeScript 5.6 or later: ${compiler.version} does not tell \`any\` from a name that does not resolve. Leave the option out, or update TypeScript.`;
  const refuse = (): never => {
    throw new Error(`KS1011: ${message}`);
  };
  return { problems: [{ code: 'KS1011', message }], version: refuse, text: refuse };
}
