import { isDeepStrictEqual } from 'node:util';

import { isRecord } from '../../calls/is-record.js';
import { type OptionsSource, type ResolvedOptions, readOptions } from '../../calls/options.js';
import type { Problem } from '../../reader/index.js';
import { ProjectLock } from '../lock-versions.js';
import { isOfKeyshape, pluginEntries } from './plugin-entry.js';

/** The options that a host was given itself, and where: the end of a sentence, such as `in the options of tsLoader`. */
export interface HostOptions {
  readonly value: unknown;
  readonly place: string;
}

/** Everything that options are read from. */
export interface ConfiguredOptions {
  /** The absolute path of the project's `tsconfig.json`; a program that was made without one has none. */
  readonly configFile: string | undefined;
  /** What that extends, as far as it is known. */
  readonly extended?: readonly string[] | undefined;
  /** Its option `plugins`, after `extends`. */
  readonly plugins: unknown;
  /** The entry that a host of plugins hands over, which need not stand in a file. */
  readonly entry?: unknown;
  /** The options of the host; each stands over that of the entry. */
  readonly host?: HostOptions | undefined;
  /** What went wrong on the way to the entry. */
  readonly problems?: readonly Problem[];
}

/**
 * Reads the options of a project, for every host alike: the entry of keyshape in the `plugins` that are in force, and over
 * it what the host itself was given.
 *
 * @returns what they say; what cannot be read, or says two things, is among the problems
 */
export function resolveOptions({ problems = [], host, ...options }: ConfiguredOptions): ResolvedOptions {
  const place = `in "plugins" of ${namedIn(options)}`;
  const { own } = pluginEntries(options.configFile ?? process.cwd(), options.plugins);
  const entries = options.entry === undefined || own.length > 0 ? own : [options.entry];
  const sources: OptionsSource[] = entries
    .filter((entry, index) => entries.findIndex((other) => isDeepStrictEqual(other, entry)) === index)
    .map((value) => ({ value, place, isEntry: true }));
  const { settings, problems: wrong } = readOptions([
    ...sources,
    ...(host === undefined ? [] : [{ ...host, isEntry: false }]),
  ]);
  const twice: Problem = {
    code: 'KS3002',
    message: `two entries of keyshape ${place} differ, so that it is open which options count. Leave one entry.`,
  };
  return {
    settings,
    lock: options.configFile === undefined ? undefined : new ProjectLock(options.configFile, settings),
    problems: [
      ...problems,
      ...(sources.length > 1 ? [twice] : []),
      ...entries.filter(isMisnamed).map(({ transform }) => misnamed(transform, place)),
      ...(entries.length === 0 && isUndone(options) ? [undone(options)] : []),
      ...wrong,
    ],
  };
}

/** An entry that names keyshape, and not the plugin in it. */
function isMisnamed(entry: unknown): entry is { readonly transform: string } {
  if (!isRecord(entry) || typeof entry.transform !== 'string') return false;
  return /^keyshape(?!\/transform(?:\/|$))(?:\/|$)/.test(entry.transform);
}

function misnamed(transform: string, place: string): Problem {
  return {
    code: 'KS3006',
    message: `"transform": ${JSON.stringify(transform)} ${place} is not the plugin: write "transform": "keyshape/transform".`,
  };
}

/** Whether the entry of keyshape that a configuration extends is not among its plugins: arrays replace one another. */
function isUndone({ plugins, extended = [] }: ConfiguredOptions): boolean {
  return Array.isArray(plugins) && extended.some((file) => isOfKeyshape(file));
}

function undone({ configFile, extended = [] }: ConfiguredOptions): Problem {
  const others = extended.filter((file) => !isOfKeyshape(file));
  const place = [configFile, ...others.map((file) => `or of ${file}`)].join(', ');
  return {
    code: 'KS3009',
    message: `"plugins" of ${place} replaces the one of "extends": "keyshape/tsconfig.json", so that there is no entry of keyshape. Add { "transform": "keyshape/transform", "transformProgram": true } to it.`,
  };
}

function namedIn({ configFile, extended = [] }: Pick<ConfiguredOptions, 'configFile' | 'extended'>): string {
  if (configFile === undefined) return "the program's options";
  return [configFile, ...extended.map((file) => `or of ${file}`)].join(', ');
}
