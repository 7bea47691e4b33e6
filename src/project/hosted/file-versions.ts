import type ts = require('typescript');

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
