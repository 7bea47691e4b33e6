import type { Answer, Dependencies } from './answer.js';
import type { ProjectCompiler } from './compiler.js';
import type { PathOptions } from './configuration/path-options.js';
import type { HostOptions } from './configuration/resolve-options.js';
import type { ProjectModels } from './models.js';
import type { Report } from './report.js';

/** What a project is opened with, beside its configuration. */
export interface ProjectOptions {
  /** The compiler to read types with. Left out, it is the one that the project resolves. */
  readonly compiler?: ProjectCompiler | undefined;
  /** Compiler options that stand over those of the configuration. */
  readonly overrides?: Readonly<Record<string, unknown>> | undefined;
  /** keyshape's options as the host was given them; they stand over the entry in `plugins`. */
  readonly host?: HostOptions | undefined;
}

/** What changed on the disk. */
export interface ProjectChange {
  /** Absolute names of files whose text changed. */
  readonly changed: readonly string[];
  /** Whether files or packages came or went: what an import leads to may be another file now. */
  readonly isStructural: boolean;
}

/**
 * A `tsconfig.json` and what becomes of its files, whichever compiler reads the types. It answers for the state of the disk at the first
 * question after {@link Project.update}, and keeps to that state until the next one.
 *
 * File names are absolute, with either kind of slash.
 */
export interface Project {
  /** The absolute name of the `tsconfig.json`. */
  readonly configFile: string;
  /** The files with something to replace, to drop or to report. A host that stops on errors asks for all of them: types have errors too. */
  files(): readonly string[];
  /** All files that belong to the project; see {@link Project.includes}. */
  sources(): readonly string[];
  /** Whether the configuration lists a file itself. No types are read for this. */
  lists(fileName: string): boolean;
  /** Whether a file belongs to the project: listed, or imported and not of a package or a project that it refers to. */
  includes(fileName: string): boolean;
  /** The configurations that `references` names. */
  references(): readonly string[];
  /** The options of the configuration that paths are read by. */
  paths(): PathOptions;
  /** What a file becomes; `undefined` where there is nothing to change and nothing to report. */
  answer(fileName: string): Answer | undefined;
  /** What its answers depend on together, and which files have one: a type that changes may give one to another. */
  dependencies(): Dependencies;
  /** The cached types that its calls name; `undefined` for a project that has no files of its own. */
  models(): ProjectModels | undefined;
  /** Errors that no file is to blame for: options, the configuration. Where there are any, nothing is replaced. */
  diagnostics(): readonly Report[];
  /** What else there is to say about the configuration; nothing of it is in the way. */
  remarks(): readonly Report[];
  /**
   * Takes in what changed on the disk.
   *
   * @param change - what changed, where that is known; left out, anything may have
   */
  update(change?: ProjectChange): void;
  /** Ends what runs for the project and forgets what was read. */
  close(): void;
}
