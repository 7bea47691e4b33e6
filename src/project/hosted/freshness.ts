import type ts = require('typescript');

import { setupError } from '../../calls/diagnostics.js';
import type { HostedProgram } from './hosted-program.js';

// A builder decides by `version` whether a file changed; watch mode hands the same SourceFile to the next program, so
// what the version was before is remembered on the file. `Symbol.for`, because two copies of keyshape may meet.
const original = Symbol.for('keyshape.originalVersion');

interface VersionedFile extends ts.SourceFile {
  version?: string;
  /** Set by a language service, which compares `version` with its own script versions: not ours to change. */
  readonly scriptSnapshot?: unknown;
  [original]?: string;
}

/** A file's version as its text decides it, `undefined` where no builder counts on it. */
export function originalVersion(file: ts.SourceFile): string | undefined {
  const versioned: VersionedFile = file;
  return isVersioned(versioned) ? (versioned[original] ?? versioned.version) : undefined;
}

function isVersioned(file: VersionedFile): boolean {
  return typeof file.version === 'string' && file.scriptSnapshot === undefined;
}

/** Whether a builder stands behind a program and decides file by file what to emit again. */
export function isBuilt(program: ts.Program): boolean {
  return program.getSourceFiles().some((file: VersionedFile) => isVersioned(file));
}

/**
 * Folds the digest of each file's results into the version that the builder compares. The builder then takes a file for
 * changed exactly when its text or what we inline into it changed, in every build mode.
 */
export function foldVersions(program: ts.Program, digests: ReadonlyMap<string, string>): void {
  for (const file of program.getSourceFiles() as readonly VersionedFile[]) {
    const digest = digests.get(file.fileName);
    if (digest === undefined && file[original] === undefined) continue;
    if (!isVersioned(file)) continue;
    const before = file[original] ?? file.version!;
    file[original] = before;
    file.version = digest === undefined ? before : `${before}-ks${digest}`;
  }
}

const programOf = new WeakMap<ts.SourceFile, ts.Program>();

/** Whether a builder made a program before this one in the same process: watch mode keeps the files that did not change. */
function isRebuilt(program: ts.Program): boolean {
  let rebuilt = false;
  for (const file of program.getSourceFiles()) {
    const before = programOf.get(file);
    if (before !== undefined && before !== program) rebuilt = true;
    else programOf.set(file, program);
  }
  return rebuilt;
}

/**
 * Refuses a build that decides by itself which files to emit again and was not told of our versions.
 *
 * @param cure - what to change for the host at hand
 * @throws BuildError where a builder keeps files from one build to the next and the program has something of ours
 */
export function assertFresh({ program, analysis }: HostedProgram, cure: string): void {
  if (!isBuilt(program) || analysis().files.size === 0) return;
  const { incremental, composite, watch } = program.getCompilerOptions();
  if (!incremental && !composite && !watch && !isRebuilt(program)) return;
  throw setupError({
    code: 'KS3003',
    message: `an incremental or watching build emits only files that changed themselves, so a call of keyshape would keep its old version when a type in another file changes. ${cure}`,
  });
}
