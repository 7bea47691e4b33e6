import { createHash } from 'node:crypto';
import { dirname } from 'node:path';

import type { LockedVersions, Versions } from '../calls/locked-versions.js';
import type { TypeName } from '../calls/type-name.js';
import { KeyshapeError } from '../error.js';
import { LockError } from '../lock/error.js';
import { findLock, lockText, placeForLock } from '../lock/file.js';
import { Identities } from '../lock/identity.js';
import type { Lock, Model } from '../lock/lock.js';
import { type LockOptions, optionsLine, readingOptions } from '../lock/options-line.js';
import { readLock } from '../lock/read.js';
import { allVersions, readableVersions } from '../lock/versions.js';
import type { Reading } from '../reader/index.js';

/** The lock file of a project, as it is at one moment. */
export class ProjectLock implements LockedVersions {
  /** Where it is, or would be. */
  readonly path: string;
  readonly #text: string | undefined;
  readonly #options: LockOptions;
  readonly #identities: Identities;
  #models: ReadonlyMap<string, Model> | undefined;

  /**
   * @param configFile the absolute path of the project's `tsconfig.json`
   * @param options the options in force
   */
  constructor(configFile: string, options: LockOptions) {
    this.path = findLock(dirname(configFile)) ?? placeForLock(dirname(configFile));
    this.#text = textOf(this.path);
    this.#options = options;
    this.#identities = new Identities(dirname(this.path));
  }

  of({ fileName, name }: TypeName, reading: Reading, length: number): Versions {
    const version = reading.version(length);
    const before =
      name === undefined ? undefined : this.#modelsByIdentity().get(this.#identities.of(fileName, name));
    const hasHistory = before !== undefined && (before.version !== version || before.was.length > 0);
    if (!hasHistory) return { readable: [version], all: [version] };
    const model = { version, text: reading.text() };
    return {
      readable: readableVersions(model, before, readingOptions(this.#options)),
      all: allVersions(model, before),
    };
  }

  /** Stands for the lock file where options are compared as JSON: what was made with it is kept as long as its text is the same. */
  toJSON(): readonly (string | undefined)[] {
    return [this.path, this.#text && createHash('sha256').update(this.#text).digest('hex')];
  }

  #modelsByIdentity(): ReadonlyMap<string, Model> {
    this.#models ??= new Map(this.#read().map((model) => [model.identity, model]));
    return this.#models;
  }

  #read(): Lock['models'] {
    if (this.#text === undefined || this.#text === '') return [];
    let lock: Lock;
    try {
      lock = readLock(this.#text);
    } catch (error) {
      if (!(error instanceof LockError)) throw error;
      throw new KeyshapeError(`${this.path}: ${error.message}.`, 'KS3010');
    }
    // Entries that another serializer wrote are not readable to this one.
    const isSame = lock.options.split(',')[0] === optionsLine(this.#options).split(',')[0];
    return isSame ? lock.models : [];
  }
}

/** The text of a lock file; `undefined` where it cannot be read, which the commands of the lock file report. */
function textOf(path: string): string | undefined {
  try {
    return lockText(path);
  } catch {
    return undefined;
  }
}
