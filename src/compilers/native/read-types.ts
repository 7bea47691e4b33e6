import type ts = require('typescript');

import { nodeOf, type TypeSource } from '../../calls/type-source.js';
import { versionTypes } from '../../calls/wrappers/marks.js';
import { expressionNear } from '../../reader/call-site.js';
import { asSeenLoosely, joinReadings } from '../../reader/loose.js';
import { type Reading, type Root, readRoots } from '../../reader/read.js';
import type { ReaderOptions } from '../../reader/rules/context.js';
import { findTagProblems, type TagProblem } from '../../reader/tags/check.js';
import { readPresent, rootsOf } from '../roots.js';
import type { NativeType } from './api/reading.js';
import { NativeCallQuestions } from './call-questions.js';
import { type OpenNativeProject, strictSession } from './server/open-project.js';
import type { Session } from './server/session.js';
import { ProgramFiles } from './source/program-files.js';
import { NativeChecker } from './types/checker.js';
import { nativeTypeSyntax } from './types/type-syntax.js';
import { unreadable } from './types/unreadable.js';

export { knownVersions, loadNative, type Native, UnsupportedCompiler } from './server/load.js';
export { type OpenNativeProject, openNativeProject, startServer } from './server/open-project.js';

/**
 * Reads the types that stand in a project's remote syntax trees, all together: the same rules as the classic
 * reader's, so the same versions.
 *
 * @param open the project, at the snapshot that the nodes belong to
 * @param configFile its configuration
 * @param sources the type arguments of the call sites, and the calls that ask for a version
 * @param options what decides a shape beside the type
 * @param asked called when the server is asked nothing more, unless a type is refused
 * @returns a reading for each, in order: its version, or the problems that stand in its way
 * @example const [user] = readNativeTypes(open, 'tsconfig.json', [node], { any: 'refuse', serializer: 'json' });
 */
export function readNativeTypes(
  open: OpenNativeProject,
  configFile: string,
  sources: readonly TypeSource[],
  options: ReaderOptions,
  asked?: () => void,
): readonly Reading[] {
  const [first] = sources;
  if (first === undefined) return [];
  const syntax = nativeTypeSyntax(open.native.ast);
  const rootsIn = (session: Session) =>
    rootsOf<NativeType>(syntax, sources, {
      ofNodes: (nodes) =>
        session.ask(
          'getTypeFromTypeNode',
          nodes.map((node) => [node]),
          unreadable,
        ),
      ofArguments: (places) => versionTypes(new NativeCallQuestions(session), places),
      nameOf: (type) => session.ask('typeToString', [[type]])[0]!,
    });
  const location = expressionNear(syntax, nodeOf(first));
  // A second program has the same files.
  const files = ProgramFiles.of(open);
  const read = (session: Session, roots: readonly (Root<NativeType> | undefined)[], expanded?: () => void) =>
    readPresent(roots, (present) =>
      readRoots(new NativeChecker(session, files, syntax, location), present, options, expanded),
    );
  const { session, own: ownSession, dispose } = strictSession(open, configFile);
  try {
    const roots = rootsIn(session);
    if (ownSession === undefined) return read(session, roots, asked);
    const own = read(ownSession, rootsIn(ownSession));
    return joinReadings(read(session, roots.map(asSeenLoosely(own)), asked), own);
  } finally {
    dispose();
  }
}

/** The tags of a file that would be ignored: see {@link findTagProblems}. */
export function findNativeTagProblems(
  open: OpenNativeProject,
  file: ts.SourceFile,
  serializer: ReaderOptions['serializer'],
): readonly TagProblem[] {
  return findTagProblems(nativeTypeSyntax(open.native.ast), file, serializer);
}
