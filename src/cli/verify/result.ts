import type { Setup } from './setup.js';

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
 * - `not-located`: the output exists and the place of the call in it cannot be told;
 * - `missing`: code around the call is in a bundle, and its version is not.
 */
export type Disagreement = 'stale' | 'not-replaced' | 'not-built' | 'not-located' | 'missing';

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

/**
 * What is in a bundle and must not be, whichever call it is from; its place is in the output:
 * - `import`: keyshape is loaded;
 * - `reference`: an intrinsic is named;
 * - `runtime`: the module of keyshape itself;
 * - `unknown-version`: what looks like a version and is that of no call.
 */
export interface OutputFinding extends Place {
  readonly kind: 'import' | 'reference' | 'runtime' | 'unknown-version';
  readonly found?: string;
}

export type Finding = CallFinding | ErrorFinding | OutputFinding;

/** A call that no output shows anything of. */
export interface UnseenCall extends Place {
  readonly intrinsic: string;
  readonly type: string;
  /** `left-out`: source maps show that the bundler left it out; `unknown`: nothing shows whether it did. */
  readonly kind: 'left-out' | 'unknown';
}

/** What was found in a bundle as a whole. */
export interface OutputResult {
  readonly files: number;
  /** How many of them have a source map that leads to sources of the projects. */
  readonly mapped: number;
  readonly findings: readonly OutputFinding[];
}

/** An import that leads nowhere, in a declaration file that versions were read from. */
export interface UnresolvedImport extends Place {
  readonly specifier: string;
}

/** Why a configuration that only lists others is not compared. */
export const noFiles = 'it has no files of its own';

/** Why there is nothing to compare with what a project emits, if there is not. */
export function withoutOutput(
  { noEmit, emitDeclarationOnly }: { readonly noEmit?: unknown; readonly emitDeclarationOnly?: unknown },
  files: readonly string[],
): string | undefined {
  if (noEmit === true) return 'it has `noEmit`';
  if (emitDeclarationOnly === true) return 'it has `emitDeclarationOnly`';
  return files.length === 0 ? noFiles : undefined;
}

/** What was found in one project. */
export interface ProjectResult {
  /** Its `tsconfig.json`. */
  readonly config: string;
  /** The calls that were compared, and the files they stand in. */
  readonly calls: number;
  readonly files: number;
  readonly findings: readonly Finding[];
  readonly unresolvedImports: readonly UnresolvedImport[];
  /** Calls that no output of a bundle shows; they are not among those compared. */
  readonly unseen: readonly UnseenCall[];
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
  /** Of a bundle; `undefined` where the compiler's own output was compared. */
  readonly outputs: OutputResult | undefined;
  readonly setup: Setup;
  /** The command that builds everything again, whatever an incremental build believes. */
  readonly cure: string;
}

/** Everything found, in the order of the projects. */
export function findingsOf(result: VerifyResult): readonly Finding[] {
  return [...result.projects.flatMap((project) => project.findings), ...(result.outputs?.findings ?? [])];
}

/** Whether none of the calls has any output: the project was not built. */
export function isUnbuilt(result: VerifyResult): boolean {
  const findings = findingsOf(result);
  const calls = result.projects.reduce((sum, project) => sum + project.calls, 0);
  return (
    findings.length > 0 && findings.length === calls && findings.every(({ kind }) => kind === 'not-built')
  );
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

/** The calls of a project of which nothing shows whether a bundler left them out. */
export function unknownCalls({ unseen }: ProjectResult): readonly UnseenCall[] {
  return unseen.filter(({ kind }) => kind === 'unknown');
}

/** Projects by the names of their configurations. */
export function namesOf(projects: readonly ProjectResult[]): string {
  return projects.map(({ config }) => config).join(', ');
}

/** The first number of the compiler's version. */
export function majorOf({ typescript }: VerifyResult): string {
  return typescript.split('.')[0]!;
}

/** Whether calls stand in a project's output as they were written. */
export function hasUnreplaced({ findings }: ProjectResult): boolean {
  return findings.some(({ kind }) => kind === 'not-replaced');
}
