import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { ProjectToBuild } from '../../compilers/native/api/building.js';
import type { Native } from '../../compilers/native/server/load.js';
import type { OpenNativeProject } from '../../compilers/native/server/open-project.js';
import type { ConfiguredProject, OpenedProject } from '../../compilers/native/server/opened-project.js';
import { Server } from '../../compilers/native/server/server.js';
import { ProgramFiles } from '../../compilers/native/source/program-files.js';
import { findLock } from '../../lock/file.js';
import { isPackaged } from '../../paths.js';
import { NativeConfigurations } from '../configuration/native.js';
import type { ProjectChange } from '../project.js';
import type { ObservedDisk } from '../record/observed-disk.js';
import { likelyBuild, type SkippingBuild } from '../references/unlisted.js';
import type { BuildInputs } from '../watch/disk-watch.js';

/** A project of a workspace. */
export interface WorkspaceProject extends OpenedProject {
  /** The kind of build, where it is one that may be skipped. */
  readonly build: SkippingBuild | undefined;
}

/** Whether a configuration has no files of its own and only refers to others. */
export function onlyRefers({ rootFiles, facts }: OpenedProject): boolean {
  return rootFiles.length === 0 && facts.references.length > 0;
}

/** Projects that are built together, warm from one build to the next. */
export class Workspace {
  /** When the compiler began to read the disk. */
  readonly openedAt = Date.now();
  private current: Server;
  private seen: ObservedDisk | undefined;

  /**
   * @param order - looks up the configurations, each after those it refers to
   * @param overrides - options of the command line
   * @param build - the kind of build, where it is one that may be skipped
   * @param observe - makes a disk that answers the compiler and remembers what it said; left out, the compiler reads the disk itself
   */
  constructor(
    private readonly native: Native,
    private readonly order: (configurations: NativeConfigurations) => readonly string[],
    readonly overrides: Readonly<Record<string, unknown>>,
    private readonly build?: SkippingBuild | 'unknown',
    private readonly observe?: () => ObservedDisk,
  ) {
    this.current = this.start();
  }

  /** What the disk told the compiler of the present state. */
  get disk(): ObservedDisk | undefined {
    return this.seen;
  }

  get server(): Server {
    return this.current;
  }

  /** The projects, in order. */
  projects(): readonly WorkspaceProject[] {
    return this.current.configured.map((one) => this.opened(one));
  }

  /** What a build of the present state reads. */
  inputs(): BuildInputs {
    const files = new Set<string>();
    const folders = new Set<string>();
    const outputs = new Set<string>();
    for (const one of this.current.configured) {
      const { configFile, facts } = one;
      const open = this.openOf(one, this.current.projectIn(this.current.snapshot, configFile));
      const program = ProgramFiles.of(open);
      const { outDir, declarationDir } = open.project.program.getCompilerOptions();
      for (const folder of [outDir, declarationDir]) if (typeof folder === 'string') outputs.add(folder);
      for (const file of facts.files) files.add(file);
      for (const file of program.names) {
        if (!isAbsolute(file)) continue;
        files.add(file);
        const scope = program.of(file)?.packageJsonDirectory;
        if (scope) files.add(join(scope, 'package.json'));
        if (!isPackaged(file)) folders.add(dirname(file));
      }
      folders.add(dirname(configFile));
      const lock = findLock(dirname(configFile));
      if (lock !== undefined) files.add(lock);
    }
    return { files: [...files], folders: [...folders], outputs };
  }

  /** Whether a change is more than one of texts, so that all begins anew. */
  beginsAnewFor({ changed, isStructural }: ProjectChange): boolean {
    return isStructural || changed.some((file) => this.isConfiguration(file));
  }

  /** Takes in what changed on the disk. */
  update(change: ProjectChange): void {
    if (!this.beginsAnewFor(change)) {
      this.seen?.expect(change.changed);
      this.current.update(change.changed);
      return;
    }
    // A server works out only in part what a new file or another configuration changes: 7.0 finds no new file.
    this.current.close();
    this.current = this.start();
  }

  close(): void {
    this.current.close();
  }

  private start(): Server {
    const configurations = new NativeConfigurations(this.native);
    try {
      const order = this.order(configurations);
      for (const configFile of order) configurations.assertNoCircle(configFile);
      const configured = order.map((configFile) => ({
        configFile,
        facts: configurations.read(configFile),
        reached: configurations.reachedFrom(configFile),
      }));
      this.seen = this.observe?.();
      for (const file of configured.flatMap(({ configFile, reached }) => [configFile, ...reached])) {
        for (const one of configurations.read(file).files) this.seen?.note(one);
      }
      return new Server(this.native, configured, this.overrides, this.seen);
    } finally {
      configurations.close();
    }
  }

  /** Whether a file may be a configuration: of a project that is referred to, however far, or an extended one, whatever its name. */
  private isConfiguration(file: string): boolean {
    return file.endsWith('.json') || this.current.configured.some(({ facts }) => facts.files.includes(file));
  }

  private opened(one: ConfiguredProject): WorkspaceProject {
    const { api, snapshot } = this.current;
    const project = this.current.projectIn(snapshot, one.configFile);
    return {
      ...one,
      project,
      foreign: this.foreignFiles(one),
      build: this.buildOf(one, project),
      // The command line decides too: the folder that it names for outputs is none of sources.
      rootFiles:
        project.rootFiles ??
        project.parsedCommandLine?.fileNames ??
        api.parseConfigFile(one.configFile).fileNames,
      open: this.openOf(one, project),
    };
  }

  private openOf({ facts: { references } }: ConfiguredProject, project: ProjectToBuild): OpenNativeProject {
    const { api, snapshot } = this.current;
    return { native: this.native, api, snapshot, project, references, close: () => undefined };
  }

  private buildOf({ facts }: ConfiguredProject, { program }: ProjectToBuild): SkippingBuild | undefined {
    const isComposite = program.getCompilerOptions().composite === true;
    if (this.build !== 'unknown') return isComposite ? 'this' : this.build;
    return likelyBuild(isComposite, facts.references.length, this.current.configured.length);
  }

  private foreignFiles(one: ConfiguredProject): ReadonlySet<string> {
    // Of one that is not there the compiler itself says so.
    const present = one.reached.filter((config) => existsSync(config));
    return new Set(present.flatMap((config) => this.current.api.parseConfigFile(config).fileNames));
  }
}
