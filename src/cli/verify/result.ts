/** A place in a file; the file relative to the folder of the run, with `/`, line and column from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Why a call of an intrinsic and the output disagree:
 * - `stale`: the literal in the output is another one;
 * - `not-replaced`: the call itself stands in the output;
 * - `not-built`: the output file does not exist;
 * - `not-located`: the output exists and the place of the call in it cannot be told.
 */
export type Disagreement = 'stale' | 'not-replaced' | 'not-built' | 'not-located';

/** A call whose version in the output is wrong, or cannot be vouched for. */
export interface CallFinding extends Place {
  readonly kind: Disagreement;
  readonly intrinsic: string;
  /** The type argument, as written. */
  readonly type: string;
  /** What the sources say: a version, or the canonical text for `shapeOf`. */
  readonly expected: string;
  /** What stands in the output, where a literal does. */
  readonly found: string | undefined;
  /** The output; with line and column where the place in it is known. */
  readonly output: { readonly file: string; readonly line?: number; readonly column?: number };
  /** More about why, where the kind does not say it all. */
  readonly reason: string | undefined;
}

/** An error of the analysis (`KS….`): the build that wrote the output should have failed. */
export interface ErrorFinding extends Place {
  readonly kind: 'error';
  readonly message: string;
}

export type Finding = CallFinding | ErrorFinding;

/** An import that leads nowhere, in a declaration file that versions were read from. */
export interface UnresolvedImport extends Place {
  readonly specifier: string;
}

/** Why a configuration that only lists others is not compared. */
export const noFiles = 'it has no files of its own';

/** What was found in one project. */
export interface ProjectResult {
  /** Its `tsconfig.json`. */
  readonly config: string;
  /** The calls that were compared, and the files they stand in. */
  readonly calls: number;
  readonly files: number;
  readonly findings: readonly Finding[];
  readonly unresolvedImports: readonly UnresolvedImport[];
  /** Why there was nothing to compare, for a project without JavaScript output. */
  readonly skipped: string | undefined;
  /** Whether `plugins` names keyshape. */
  readonly hasEntry: boolean;
}

/** What `keyshape verify` computes; reporters show it. */
export interface VerifyResult {
  readonly typescript: string;
  /** Whether that TypeScript passes over `plugins`: then the entry of keyshape counts for `keyshape build` alone. */
  readonly ignoresPlugins: boolean;
  readonly projects: readonly ProjectResult[];
  /** The command that builds everything again, whatever an incremental build believes. */
  readonly cure: string;
}

/** Everything found, in the order of the projects. */
export function findingsOf(result: VerifyResult): readonly Finding[] {
  return result.projects.flatMap((project) => project.findings);
}

/** The projects whose entry in `plugins` the compiler itself passes over. */
export function ignoredEntriesOf({ ignoresPlugins, projects }: VerifyResult): readonly ProjectResult[] {
  return ignoresPlugins ? projects.filter(({ hasEntry, calls }) => hasEntry && calls > 0) : [];
}

/** Every unresolved import, each once: several projects read the same typings. */
export function unresolvedImportsOf(result: VerifyResult): readonly UnresolvedImport[] {
  const known = new Map<string, UnresolvedImport>();
  for (const found of result.projects.flatMap((project) => project.unresolvedImports)) {
    known.set(`${found.file}:${found.line}:${found.column}`, found);
  }
  return [...known.values()];
}
