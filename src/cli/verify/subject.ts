import type { ImportPlace } from '../../calls/unresolved-imports.js';
import type { Analysis } from '../../project/index.js';
import type { MarkedCall, SiteOutput } from './sites.js';

/** The projects of a run, in the hands of the compiler that they resolve. */
export interface Subjects {
  /** The version of the compiler. */
  readonly typescript: string;
  /** Whether the compiler passes over `plugins`, as TypeScript 7 does. */
  readonly ignoresPlugins: boolean;
  /** Each after those it refers to. */
  readonly projects: readonly Subject[];
  /**
   * The command that builds everything again, whatever an incremental build believes.
   *
   * @param path - the configuration, as it is named on the command line; `undefined` for the one that is found by itself
   */
  cure(path: string | undefined): string;
  close(): Promise<void>;
}

/** A project, before it is read. */
export interface Subject {
  /** The absolute path of its `tsconfig.json`. */
  readonly config: string;
  /** Whether `plugins` names keyshape. */
  readonly hasEntry: boolean;
  /** Why there is no JavaScript to compare with, if there is none. */
  readonly skipped: string | undefined;
  /** Reads it. Called in the order of the projects, and not of one that is skipped. */
  open(): OpenSubject;
}

/** A source file, as far as its text goes. */
export interface SourceText {
  readonly fileName: string;
  readonly text: string;
}

/** A project whose sources are read. */
export interface OpenSubject {
  readonly analysis: Analysis;
  /**
   * Emits the files of call sites, with markers in place of literals.
   *
   * @returns the outputs that hold a site; a site without output is in none
   */
  emitMarked(sites: readonly MarkedCall[]): Promise<readonly SiteOutput[]>;
  /** All its sources, declaration files left out. */
  sources(): readonly SourceText[];
  /** The imports that lead nowhere in the declaration files that the types of sites were read from. */
  findUnresolvedImports(sites: readonly MarkedCall[]): readonly ImportPlace[];
}
