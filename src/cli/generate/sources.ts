import type { Report } from '../../project/report.js';
import type { Edit } from '../../rewrite/text/edit.js';

/** A source file of a project, and what changes in it. */
export interface Source {
  readonly fileName: string;
  readonly text: string;
  readonly edits: readonly Edit[];
  /** How many calls are replaced. */
  readonly calls: number;
}

/** A project as it is to be generated. */
export interface Sources {
  /** Its own source files, declaration files among them; what a package or another project holds is not its own. */
  readonly files: readonly Source[];
  /** The errors of keyshape, and remarks. */
  readonly reports: readonly Report[];
  readonly options: PathOptions;
  /** What the configuration includes by now. */
  included(): readonly string[];
  close(): void;
}

/** The options of a configuration that paths are read by; all paths in them are absolute, save those of `paths`. */
export interface PathOptions {
  readonly rootDir?: string | undefined;
  readonly outDir?: string | undefined;
  readonly declarationDir?: string | undefined;
  readonly composite?: boolean | undefined;
  readonly baseUrl?: string | undefined;
  readonly paths?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What `paths` are relative to, where it is not `baseUrl`. */
  readonly pathsBasePath?: string | undefined;
}
