import type { Analysis } from '../calls/analysis.js';
import type { Code } from '../calls/codes.js';
import type { CalledModel } from '../calls/models.js';
import type { Settings } from '../calls/options.js';
import { isPackaged } from '../paths.js';
import { fromOurs, type Report } from './report.js';

/** The cached types of a project, as its sources have them. */
export interface ProjectModels {
  /** The absolute path of its `tsconfig.json`. */
  readonly configFile: string;
  readonly settings: Settings;
  /** One for each call. */
  readonly models: readonly CalledModel[];
  /** What stands in the way of reading types: where there is any, models are missing. A lock file that cannot be read does not. */
  readonly errors: readonly Report[];
}

/** Of a lock file that cannot be read: `versionsOf` waits for it, and the command that mends it must not wait for `versionsOf`. */
const ofLockFile: Code = 'KS3010';

/** Of syntax of TypeScript in JavaScript, which is parsed all the same. */
const foreignSyntax = /^TS8\d{3}$/;

/**
 * What an analysis says of cached types.
 *
 * @param unparsed the compiler's errors of sources that it could not parse: it goes on with a part of what they say, of the two sides of a
 *   merge with one
 * @param foreign the source files of other projects, whose calls are theirs
 */
export function projectModels(
  configFile: string,
  analysis: Analysis,
  unparsed: readonly Report[],
  foreign: ReadonlySet<string>,
): ProjectModels {
  const isOwn = (fileName: string) => !foreign.has(fileName);
  const isOfOwnSource = ({ place, code = '' }: Report) =>
    place !== undefined && isOwn(place.fileName) && !isPackaged(place.fileName) && !foreignSyntax.test(code);
  const errors = [...analysis.files.values()]
    .filter(({ file }) => isOwn(file.fileName))
    .flatMap(({ diagnostics }) => diagnostics);
  return {
    configFile,
    settings: analysis.settings,
    models: analysis.models().filter(({ place }) => isOwn(place.fileName)),
    errors: [
      ...unparsed.filter(isOfOwnSource),
      ...[...analysis.general, ...errors].map(fromOurs).filter(({ code }) => code !== ofLockFile),
    ],
  };
}
