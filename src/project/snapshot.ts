import type { Answer, Dependencies } from './answer.js';
import type { PathOptions } from './configuration/path-options.js';
import type { ProjectModels } from './models.js';
import type { ProjectChange } from './project.js';
import type { Observations } from './record/observations.js';
import type { Report } from './report.js';

/** What a configuration says of files, without a program. */
export interface Configuration {
  /** The files that it lists or includes. */
  readonly listed: readonly string[];
  /** The configurations that it refers to. */
  readonly references: readonly string[];
  readonly paths: PathOptions;
}

/** Everything that is known of a project at one moment. Plain data. */
export interface Snapshot extends Configuration {
  /** Files of the project that it does not list. */
  readonly imported: readonly string[];
  readonly diagnostics: readonly Report[];
  /** What is not an error: entries of `plugins` that have no effect. */
  readonly remarks: readonly Report[];
  readonly answers: readonly Answer[];
  /** What all of it depends on, as watchers want it. */
  readonly dependencies: Dependencies;
  /** What it was read from, where that is known in full. */
  readonly observations: Observations | undefined;
}

/** A compiler at work on a project. */
export interface ProjectReader {
  configuration(): Configuration;
  /** Reads the present state; asked again without an update between, it is the same. */
  read(): Snapshot;
  /** The cached types, with all that their call sites say; `undefined` for a project that has no files of its own. */
  models(): ProjectModels | undefined;
  /** Takes in what changed on the disk; left out, anything may have. */
  update(change: ProjectChange | undefined): void;
  close(): void;
}
