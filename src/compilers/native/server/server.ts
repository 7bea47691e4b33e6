import { basename, dirname, join } from 'node:path';
import { isSame } from '../../../paths.js';
import type { ApiToBuild, OpeningParams, ProjectToBuild, SnapshotToBuild } from '../api/building.js';
import type { Native } from './load.js';
import { type DiskForServer, observedFileSystem } from './observed-disk.js';
import { endServer, startServer } from './open-project.js';
import type { ConfiguredProject } from './opened-project.js';
import { transportOf } from './transport.js';

/**
 * How much garbage may lie beside what is alive, in percent: a build is over soon, and collecting twice as often takes a quarter more of the
 * server's time. A host stays, and has what a program of Go has by itself.
 */
const GROWTH = { build: 200, host: 100 };

/** Projects open in a server process of TypeScript 7, under the configurations that were there when it started. */
export class Server {
  readonly api: ApiToBuild;
  /** Configurations that lie on no disk, by name: each extends one that does, with the options of the command line. */
  private readonly overlays: ReadonlyMap<string, string>;
  /** Opened when it is asked for: until then this process goes on while the server works. */
  private present: SnapshotToBuild | undefined;

  /**
   * @param configured - the configurations, each after those it refers to
   * @param overrides - options of the command line
   * @param disk - answers for the disk and remembers what it said; without it the server looks itself, which is faster
   */
  constructor(
    native: Native,
    readonly configured: readonly ConfiguredProject[],
    readonly overrides: Readonly<Record<string, unknown>>,
    disk?: DiskForServer,
  ) {
    const isPlain = Object.keys(overrides).length === 0;
    this.overlays = new Map(
      isPlain ? [] : configured.map((one) => [overlayName(one.configFile), overlayText(one, overrides)]),
    );
    // 7.1 takes them as a layer of its snapshots.
    const needsCallbacks = this.overlays.size > 0 && !('createSnapshot' in native.module.API.prototype);
    const options = {
      cwd: dirname(configured[0]!.configFile),
      ...(needsCallbacks && {
        fs: {
          readFile: (path: string) => this.overlays.get(path),
          fileExists: (path: string) => (this.overlays.has(path) ? true : undefined),
        },
      }),
      ...(disk && { fs: observedFileSystem(native, disk, this.overlays) }),
    };
    this.api = startServer(native, options, disk ? GROWTH.host : GROWTH.build) as ApiToBuild;
    const method = this.api.createSnapshot ? 'createSnapshot' : 'updateSnapshot';
    transportOf(native, this.api)?.foresee?.(method, this.opening());
  }

  get snapshot(): SnapshotToBuild {
    this.present ??= this.open();
    return this.present;
  }

  /** Takes in files whose text changed. */
  update(changed: readonly string[]): void {
    const before = this.snapshot;
    this.present = before.update
      ? before.update({ fileNotifications: { changed }, ensurePrograms: true })
      : this.api.updateSnapshot!({ openProjects: this.opens(), fileChanges: { changed } });
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
    const name = this.overlays.size > 0 ? overlayName(configFile) : configFile;
    const projects = snapshot.getProjects() as readonly ProjectToBuild[];
    const found = projects.find(({ configFileName }) => isSame(configFileName, name, true));
    if (!found) throw new Error(`TypeScript opened no project for ${configFile}.`);
    return found;
  }

  close(): void {
    endServer(this.api);
  }

  private opens(): readonly string[] {
    return this.overlays.size > 0
      ? [...this.overlays.keys()]
      : this.configured.map(({ configFile }) => configFile);
  }

  private opening(): OpeningParams {
    const files = Object.fromEntries(this.overlays);
    const layer = this.overlays.size > 0 && { fileSystem: { kind: 'layer' as const, files } };
    return { openProjects: this.opens(), ...layer };
  }

  private open(): SnapshotToBuild {
    const params = this.opening();
    const snapshot = this.api.createSnapshot?.(params) ?? this.api.updateSnapshot?.(params);
    if (snapshot === undefined) throw new Error('The API of TypeScript makes no snapshot.');
    return snapshot;
  }
}

/** The end of the name of a configuration that lies on no disk. */
export const overlaySuffix = '.keyshape-build.json';

/** Beside the real one, so that all paths in it mean the same. */
function overlayName(configFile: string): string {
  return join(dirname(configFile), `${basename(configFile, '.json')}${overlaySuffix}`);
}

function overlayText({ configFile, facts }: ConfiguredProject, overrides: object): string {
  return JSON.stringify({
    extends: `./${basename(configFile)}`,
    compilerOptions: overrides,
    // With a list, though an empty one, it is no error that there are no sources.
    ...(facts.references.length > 0 && { references: facts.references.map((path) => ({ path })) }),
  });
}
