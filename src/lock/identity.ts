import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';

import { packageNameIn } from '../disk.js';
import { relativeName } from '../paths.js';

interface Package {
  readonly folder: string;
  readonly name: string;
}

/** Names models by where their types are declared, the same on every machine: see {@link Identities.of}. */
export class Identities {
  readonly #root: string;
  readonly #packages = new Map<string, Package | undefined>();
  readonly #own: Package | undefined;

  /** @param root the folder of the lock file */
  constructor(root: string) {
    this.#root = realPath(root);
    this.#own = this.#packageAround(this.#root);
  }

  /**
   * The identity of a model: `src/user.ts#User` for a type of the package that the lock file lies in, `@acme/models/src/user.ts#User` for
   * one of another.
   *
   * @param fileName the absolute path of the file that declares the type
   * @param name the type's name in it
   */
  of(fileName: string, name: string): string {
    const file = realPath(fileName);
    const around = this.#packageAround(dirname(file));
    const isOther = around !== undefined && around.folder !== this.#own?.folder;
    const path = relativeName(isOther ? around.folder : this.#root, file);
    return `${isOther ? `${around.name}/` : ''}${path}#${name}`;
  }

  #packageAround(folder: string): Package | undefined {
    if (this.#packages.has(folder)) return this.#packages.get(folder);
    const name = packageNameIn(folder);
    const above = dirname(folder);
    const found =
      name !== undefined ? { folder, name } : above === folder ? undefined : this.#packageAround(above);
    this.#packages.set(folder, found);
    return found;
  }
}

/**
 * What a type is called in its file: `User` of `src/user.ts#User`. The name of a folder may hold a `#`, and so may the name of a type,
 * among its arguments (`Pick<User, '#id'>`); what lies between is the end of a file's name.
 */
export function typeNameOf(identity: string): string {
  const end = /\.[cm]?[jt]sx?#/.exec(identity);
  return identity.slice(end ? end.index + end[0].length : identity.indexOf('#') + 1);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // A file that only the compiler's host knows.
    return path;
  }
}
