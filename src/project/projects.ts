import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { absoluteName, upwards } from '../paths.js';
import { openProject } from './open-project.js';
import type { Project, ProjectChange, ProjectOptions } from './project.js';

/** The projects of a process: one for each `tsconfig.json`, opened when a file first asks for it. */
export class Projects {
  private readonly open = new Map<string, Project>();
  /** The project of a file, as long as nothing changes. */
  private readonly known = new Map<string, Project | undefined>();
  /** The projects of the configuration in a folder, as long as nothing changes. */
  private readonly byFolder = new Map<string, readonly Project[]>();

  /** @param options - what every project is opened with */
  constructor(private readonly options: ProjectOptions = {}) {}

  /**
   * The project that a file belongs to: that of the nearest `tsconfig.json` which includes it, or of one that such a configuration
   * refers to. One that lists the file goes before one that only reaches it through an import.
   *
   * @param fileName - the absolute name of a source file
   * @returns `undefined` where no configuration from its folder upwards includes it
   */
  of(fileName: string): Project | undefined {
    const name = absoluteName(fileName);
    if (!this.known.has(name)) this.known.set(name, this.find(name));
    return this.known.get(name);
  }

  /** The projects that are open. */
  all(): readonly Project[] {
    return [...this.open.values()];
  }

  /** Takes in what changed on the disk; see {@link Project.update}. */
  update(change?: ProjectChange): void {
    this.known.clear();
    this.byFolder.clear();
    for (const project of this.open.values()) project.update(change);
  }

  /** Closes them all. */
  close(): void {
    for (const project of this.open.values()) project.close();
    this.open.clear();
    this.known.clear();
    this.byFolder.clear();
  }

  private find(fileName: string): Project | undefined {
    for (const folder of upwards(dirname(fileName))) {
      const projects = this.at(folder);
      const found =
        projects.find((project) => project.lists(fileName)) ??
        projects.find((project) => project.includes(fileName));
      if (found) return found;
    }
    return undefined;
  }

  /** The project of the configuration in a folder, and those that it refers to. */
  private at(folder: string): readonly Project[] {
    let found = this.byFolder.get(folder);
    if (found === undefined) {
      const configFile = join(folder, 'tsconfig.json');
      found = existsSync(configFile) ? this.reachedFrom(absoluteName(configFile)) : [];
      this.byFolder.set(folder, found);
    }
    return found;
  }

  /** A project and those that it refers to, however far. */
  private reachedFrom(configFile: string): readonly Project[] {
    const found = new Map<string, Project>();
    const pending = [configFile];
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
      if (found.has(next) || !existsSync(next)) continue;
      const project = this.opened(next);
      found.set(next, project);
      pending.push(...project.references().map(absoluteName));
    }
    return [...found.values()];
  }

  private opened(configFile: string): Project {
    let project = this.open.get(configFile);
    if (project === undefined) {
      project = openProject(configFile, this.options);
      this.open.set(configFile, project);
    }
    return project;
  }
}

const shared = new Map<string, Projects>();

/**
 * The projects that all hosts of this process share, under the same options: a bundler that builds for two targets reads types once.
 *
 * @param options - what projects are opened with
 * @example projectsWith({ host: { value: { length: 32 }, place: 'in the options of keyshape/vite' } }).of(fileName)?.answer(fileName)
 */
export function projectsWith(options: ProjectOptions = {}): Projects {
  const { compiler, ...plain } = options;
  // Projects with a compiler that was handed over are the caller's own.
  if (compiler !== undefined) return new Projects(options);
  const key = JSON.stringify(plain);
  let projects = shared.get(key);
  if (projects === undefined) {
    projects = new Projects(options);
    shared.set(key, projects);
  }
  return projects;
}
