import { basename, dirname, isAbsolute, join } from 'node:path';

import type { Native, OpenProject } from '../../../reader/native/index.js';
import { type ConfigFacts, readConfigFacts } from '../config-text.js';
import type { ApiToBuild, FileChanges, ProjectToBuild, SnapshotToBuild } from './api.js';
import type { BuildInputs } from './disk-watch.js';

/** A configuration of a build. */
export interface ConfiguredProject {
  /** The absolute path of the configuration on the disk. */
  readonly configFile: string;
  readonly facts: ConfigFacts;
}

/** A project of the workspace at its present state. */
export interface OpenedProject extends ConfiguredProject {
  readonly open: OpenProject;
  readonly project: ProjectToBuild;
  /** The source files of projects that this one refers to, however far. */
  readonly foreign: ReadonlySet<string>;
  /** What the configuration lists. */
  readonly rootFiles: readonly string[];
}

/** Projects that are open together in one server of TypeScript 7, which stays warm from one build to the next. */
export class Workspace {
  /** When the compiler began to read the disk. */
  readonly openedAt = Date.now();
  private readonly api: ApiToBuild;
  private snapshot: SnapshotToBuild;
  private configured: readonly ConfiguredProject[];
  /** Configurations that lie on no disk: the ones there, with the options of the command line. */
  private readonly overlays: ReadonlyMap<string, string>;

  /**
   * @param configFiles - the configurations, each after those it refers to
   * @param overrides - options of the command line
   */
  constructor(
    private readonly native: Native,
    private readonly configFiles: readonly string[],
    readonly overrides: Readonly<Record<string, unknown>>,
  ) {
    this.configured = this.readFacts();
    this.overlays = new Map(
      hasAny(overrides)
        ? this.configured.map((one) => [overlayName(one.configFile), overlayText(one, overrides)])
        : [],
    );
    const read = (path: string) => this.overlays.get(path);
    this.api = new native.module.API({
      cwd: dirname(configFiles[0]!),
      // 7.1 takes them as a layer of its snapshots.
      ...(this.overlays.size > 0 && !('createSnapshot' in native.module.API.prototype)
        ? { fs: { readFile: read, fileExists: (path) => (this.overlays.has(path) ? true : undefined) } }
        : {}),
    }) as ApiToBuild;
    this.snapshot = this.open();
  }

  /** The projects, in the order given. */
  projects(): readonly OpenedProject[] {
    return this.configured.map((one) => this.opened(one));
  }

  /** What a build of the present state reads. */
  inputs(): BuildInputs {
    const files = new Set<string>();
    const folders = new Set<string>();
    const outputs = new Set<string>();
    for (const { project, facts, configFile } of this.projects()) {
      const { outDir, declarationDir } = project.program.getCompilerOptions();
      for (const folder of [outDir, declarationDir]) if (typeof folder === 'string') outputs.add(folder);
      for (const file of [...project.program.getSourceFileNames(), ...facts.files]) {
        files.add(file);
        if (!file.includes('/node_modules/') && isAbsolute(file)) folders.add(dirname(file));
      }
      folders.add(dirname(configFile));
    }
    return { files: [...files], folders: [...folders], outputs };
  }

  /** Takes in what changed on the disk. */
  update(changes: FileChanges): void {
    const before = this.snapshot;
    this.configured = this.readFacts();
    this.snapshot = before.update
      ? before.update({ fileNotifications: changes, ensurePrograms: true })
      : this.api.updateSnapshot!({ openProjects: this.opens(), fileChanges: changes });
    before.dispose();
  }

  /** The same state with some files replaced; dispose of it. 7.1 only. */
  withFiles(files: Readonly<Record<string, string>>): SnapshotToBuild | undefined {
    return this.snapshot.update?.({
      fileSystem: { kind: 'layer', files: { ...Object.fromEntries(this.overlays), ...files } },
      ensurePrograms: true,
    });
  }

  /** The project of a configuration in a snapshot. */
  projectIn(snapshot: SnapshotToBuild, configFile: string): ProjectToBuild {
    const name = hasAny(this.overrides) ? overlayName(configFile) : configFile;
    const projects = snapshot.getProjects() as readonly ProjectToBuild[];
    const found = projects.find(({ configFileName }) => samePath(configFileName, name));
    if (!found) throw new Error(`TypeScript opened no project for ${configFile}.`);
    return found;
  }

  close(): void {
    this.api.close();
  }

  private readFacts(): readonly ConfiguredProject[] {
    return this.configFiles.map((configFile) => ({ configFile, facts: readConfigFacts(configFile) }));
  }

  private opens(): readonly string[] {
    return hasAny(this.overrides) ? [...this.overlays.keys()] : this.configFiles;
  }

  private open(): SnapshotToBuild {
    const openProjects = this.opens();
    const snapshot =
      this.api.createSnapshot?.(
        this.overlays.size > 0
          ? { openProjects, fileSystem: { kind: 'layer', files: Object.fromEntries(this.overlays) } }
          : { openProjects },
      ) ?? this.api.updateSnapshot?.({ openProjects });
    if (snapshot === undefined) throw new Error('The API of TypeScript makes no snapshot.');
    return snapshot;
  }

  private opened(one: ConfiguredProject): OpenedProject {
    const project = this.projectIn(this.snapshot, one.configFile);
    return {
      ...one,
      project,
      foreign: this.foreignFiles(one),
      rootFiles: this.api.parseConfigFile(one.configFile).fileNames,
      open: {
        native: this.native,
        api: this.api,
        snapshot: this.snapshot,
        project,
        close: () => undefined,
      },
    };
  }

  private foreignFiles(one: ConfiguredProject): ReadonlySet<string> {
    const files = new Set<string>();
    const seen = new Set<string>([one.configFile]);
    const pending = [...one.facts.references];
    for (let config = pending.pop(); config; config = pending.pop()) {
      if (seen.has(config)) continue;
      seen.add(config);
      for (const file of this.api.parseConfigFile(config).fileNames) files.add(file);
      pending.push(...readConfigFacts(config).references);
    }
    return files;
  }
}

function hasAny(record: object): boolean {
  return Object.keys(record).length > 0;
}

/** Beside the real one, so that all paths in it mean the same. */
function overlayName(configFile: string): string {
  return join(dirname(configFile), `${basename(configFile, '.json')}.keyshape-build.json`);
}

function overlayText({ configFile, facts }: ConfiguredProject, overrides: object): string {
  return JSON.stringify({
    extends: `./${basename(configFile)}`,
    compilerOptions: overrides,
    references: facts.references.map((path) => ({ path })),
  });
}

function samePath(a: string, b: string): boolean {
  return a.replaceAll('\\', '/').toLowerCase() === b.replaceAll('\\', '/').toLowerCase();
}
