import type { Problem } from '../../../reader/index.js';
import type { ProjectToBuild } from '../api/building.js';
import type { OpenNativeProject } from './open-project.js';

/** What TypeScript 7 does not say of a configuration: it drops unknown keys of `plugins`, and 7.0 the references too. */
export interface ConfigFacts {
  /** `plugins`, after `extends`. */
  readonly plugins: unknown;
  /** The absolute paths of the configurations in `references`. */
  readonly references: readonly string[];
  /** The configuration and those it extends. */
  readonly files: readonly string[];
  /** Why the options in it cannot be known. */
  readonly problems: readonly Problem[];
}

/** A configuration of a build. */
export interface ConfiguredProject {
  /** The absolute path of the configuration on the disk. */
  readonly configFile: string;
  readonly facts: ConfigFacts;
  /** The configurations that it refers to, however far. */
  readonly reached: readonly string[];
}

/** A project at its present state. */
export interface OpenedProject extends ConfiguredProject {
  readonly open: OpenNativeProject;
  readonly project: ProjectToBuild;
  /** The source files of projects that this one refers to, however far. */
  readonly foreign: ReadonlySet<string>;
  /** What the configuration lists. */
  readonly rootFiles: readonly string[];
}
