import type ts = require('typescript');

import { nodeOf, type TypeSource } from '../../calls/type-source.js';
import { versionTypes } from '../../calls/wrappers/marks.js';
import { expressionNear } from '../../reader/call-site.js';
import {
  asSeenLoosely,
  joinReadings,
  type ReaderOptions,
  type Reading,
  type Root,
  readRoots,
} from '../../reader/index.js';
import { failed } from '../../reader/read.js';
import { readPresent, rootsOf } from '../roots.js';
import { ClassicCallQuestions } from './call-questions.js';
import { ClassicChecker } from './checker.js';
import type { Compiler } from './compiler.js';
import { strictProgram } from './strict.js';
import { keepsUnresolvedApart } from './unresolved.js';

/**
 * Reads the types that stand in the sources, all of one program together.
 *
 * @param compiler the TypeScript instance that made the program (4.9 to 6.0)
 * @param program the program that the nodes belong to
 * @param sources the type arguments of the call sites, and the calls that ask for a version
 * @param options what decides a shape beside the type
 * @returns a reading for each, in order: its version, or the problems that stand in its way
 * @example const [user] = readTypes(ts, program, [node], { any: 'refuse', serializer: 'json' });
 */
export function readTypes(
  compiler: Compiler,
  program: ts.Program,
  sources: readonly TypeSource[],
  options: ReaderOptions,
): readonly Reading[] {
  const [first] = sources;
  if (first === undefined) return [];
  if (options.any !== 'refuse' && !keepsUnresolvedApart(compiler)) return sources.map(() => tooOld(compiler));
  const location = expressionNear(compiler, nodeOf(first));
  const rootsIn = (from: ts.Program) => {
    const checker = from.getTypeChecker();
    return rootsOf<ts.Type>(compiler, sources, {
      ofNodes: (nodes) => nodes.map((node) => checker.getTypeFromTypeNode(node)),
      ofArguments: (places) => versionTypes(new ClassicCallQuestions(compiler, checker), places),
      nameOf: (type) => checker.typeToString(type),
    });
  };
  const read = (from: ts.Program, roots: readonly (Root<ts.Type> | undefined)[]) =>
    readPresent(roots, (present) =>
      readRoots(new ClassicChecker(compiler, from, location), present, options),
    );
  const strict = strictProgram(compiler, program);
  const roots = rootsIn(strict);
  if (strict === program) return read(strict, roots);
  const own = read(program, rootsIn(program));
  return joinReadings(read(strict, roots.map(asSeenLoosely(own))), own);
}

function tooOld(compiler: Compiler): Reading {
  const message = `the option \`any\` needs TypeScript 5.6 or later: ${compiler.version} does not tell \`any\` from a name that does not resolve. Leave the option out, or update TypeScript.`;
  return failed([{ code: 'KS1011', message }]);
}
