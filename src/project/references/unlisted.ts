import { basename, dirname } from 'node:path';

import { relativeName } from '../../paths.js';
import type { Problem } from '../../reader/index.js';
import { type OutputOwner, type OutputOwners, realPath } from './output-owners.js';

/** Which builds skip a project when none of those that it lists is newer. */
export type SkippingBuild =
  /** This one: `-b`. */
  | 'this'
  /** It is not known how the project is built, but `composite` is for nothing else. */
  | 'of-composite';

/** What a project says of how it is built: `references`, `composite` and company are for `-b`. */
export function likelyBuild(isComposite: boolean, references: number, projects: number): SkippingBuild {
  return isComposite || references > 0 || projects > 1 ? 'this' : 'of-composite';
}

/** What decides whether a project may read the output of another. */
export interface UnlistedRequest {
  readonly owners: OutputOwners;
  readonly build: SkippingBuild;
  /** The project's own configuration. */
  readonly configFile: string;
  /** The configurations whose changes make the project build again. */
  readonly listed: readonly string[];
}

/**
 * The projects behind declaration files where a change in the project would not make this one build again.
 *
 * @param fileNames - files of a program, the compiler's own left out
 * @returns the error of a type that is read through one, by the name of the file
 */
export function unlistedAmong(
  fileNames: readonly string[],
  { owners, build, configFile, listed }: UnlistedRequest,
): ReadonlyMap<string, Problem> {
  const fine = new Set([configFile, ...listed].map(realPath));
  const found = new Map<string, Problem>();
  for (const fileName of fileNames) {
    const candidates = owners.of(fileName);
    if (candidates.some((owner) => fine.has(realPath(owner.configFile)))) continue;
    const isComposite = ({ options }: OutputOwner) => options.composite === true;
    const owner = candidates.find(isComposite) ?? (build === 'this' ? candidates[0] : undefined);
    if (owner) found.set(fileName, unlistedProblem(configFile, owner.configFile, isComposite(owner)));
  }
  return found;
}

/** The error of a type that is read through a project which `references` does not list. */
export function unlistedProblem(configFile: string, owner: string, isComposite: boolean): Problem {
  const named = basename(owner) === 'tsconfig.json' ? dirname(owner) : owner;
  const path = relativeName(dirname(configFile), named);
  const composite = isComposite ? '' : `, which needs \`"composite": true\` for it`;
  return {
    code: 'KS2008',
    message: `the type is read through the project ${path}, which \`references\` of this project does not list, so \`tsc -b\` would not build this file again when that project changes. Add { "path": "${path}" } to \`references\`${composite}.`,
  };
}
