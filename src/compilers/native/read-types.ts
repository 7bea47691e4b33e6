import type ts = require('typescript');

import { expressionNear, seesTypeParameters } from '../../reader/call-site.js';
import { asSeenLoosely, joinReadings } from '../../reader/loose.js';
import { type Reading, type Root, readRoots } from '../../reader/read.js';
import type { ReaderOptions } from '../../reader/rules/context.js';
import { findTagProblems, type TagProblem } from '../../reader/tags/check.js';
import type { NativeType } from './api/reading.js';
import { type OpenProject, strictSession } from './server/open-project.js';
import type { Session } from './server/session.js';
import { NativeChecker } from './types/checker.js';
import { nativeTypeSyntax } from './types/type-syntax.js';
import { unreadable } from './types/unreadable.js';

export type {
  AstModule,
  NativeSymbol,
} from './api/reading.js';
export { knownVersions, loadNative, type Native, requireNative, UnsupportedCompiler } from './server/load.js';
export { endServer, type OpenProject, openProject } from './server/open-project.js';
export { nativeTypeSyntax } from './types/type-syntax.js';

/**
 * Reads the types that nodes of a project's remote syntax trees name, all together: the same rules as the classic
 * reader's, so the same versions.
 *
 * @param open the project, at the snapshot that the nodes belong to
 * @param configFile its configuration
 * @param nodes the type arguments of the call sites
 * @param options what decides a shape beside the type
 * @returns a reading for each node, in order: its version, or the problems that stand in its way
 * @example const [user] = readNativeTypes(open, 'tsconfig.json', [node], { any: 'refuse', serializer: 'json' });
 */
export function readNativeTypes(
  open: OpenProject,
  configFile: string,
  nodes: readonly ts.TypeNode[],
  options: ReaderOptions,
): readonly Reading[] {
  const [first] = nodes;
  if (first === undefined) return [];
  const syntax = nativeTypeSyntax(open.native.ast);
  const rootsIn = (session: Session): readonly Root<NativeType>[] => {
    const types = session.ask(
      'getTypeFromTypeNode',
      nodes.map((node) => [node]),
      unreadable,
    );
    return nodes.map((node, index) => ({
      type: types[index]!,
      name: node.getText(),
      seesTypeParameters: seesTypeParameters(syntax, node),
    }));
  };
  const read = (session: Session, roots: readonly Root<NativeType>[]) =>
    readRoots(new NativeChecker(session, syntax, expressionNear(syntax, first)), roots, options);
  const { session, own: ownSession, dispose } = strictSession(open, configFile);
  try {
    const roots = rootsIn(session);
    if (ownSession === undefined) return read(session, roots);
    const own = read(ownSession, rootsIn(ownSession));
    return joinReadings(read(session, roots.map(asSeenLoosely(own))), own);
  } finally {
    dispose();
  }
}

/** The tags of a file that would be ignored: see {@link findTagProblems}. */
export function findNativeTagProblems(
  open: OpenProject,
  file: ts.SourceFile,
  serializer: ReaderOptions['serializer'],
): readonly TagProblem[] {
  return findTagProblems(nativeTypeSyntax(open.native.ast), file, serializer);
}
