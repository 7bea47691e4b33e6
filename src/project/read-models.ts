import { setupError } from '../calls/diagnostics.js';
import { absoluteName } from '../paths.js';
import type { ProjectModels } from './models.js';
import { openProject } from './open-project.js';
import type { ProjectOptions } from './project.js';
import { unusableConfiguration } from './report.js';

/**
 * Reads the cached types of projects, and of those they refer to. Nothing is built, and no output of a build is looked at.
 *
 * @param configFiles the absolute paths of the configurations
 * @param options what the projects are opened with
 * @param look is given the models of each project while its compiler is still there
 * @returns each project once, after those it refers to; without those that have no files of their own
 * @throws KeyshapeError for a configuration with errors
 */
export function readModels(
  configFiles: readonly string[],
  options: ProjectOptions,
  look?: (models: ProjectModels) => void,
): readonly ProjectModels[] {
  const read = new Set<string>();
  const found: ProjectModels[] = [];
  const visit = (configFile: string): void => {
    // This also ends a circle of references, which is the build's error to report.
    if (read.has(configFile)) return;
    read.add(configFile);
    const project = openProject(configFile, options);
    try {
      for (const reference of project.references()) visit(absoluteName(reference));
      const models = project.models();
      if (models === undefined) return;
      const [wrong] = project.diagnostics();
      if (wrong !== undefined) {
        const code = wrong.code?.startsWith('KS') ? wrong.code : 'KS3008';
        throw setupError({ code, message: unusableConfiguration(configFile, [wrong]) });
      }
      look?.(models);
      found.push(models);
    } finally {
      project.close();
    }
  };
  for (const configFile of configFiles) visit(absoluteName(configFile));
  return found;
}
