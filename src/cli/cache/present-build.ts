import { openProject } from '../../project/index.js';
import { UsageError } from '../command.js';
import type { PresentVersions } from './options.js';

/**
 * The versions that a project builds, from its sources as they are.
 *
 * @param configFile - its `tsconfig.json`
 * @throws UsageError where it cannot be built
 */
export function versionsOf(configFile: string): PresentVersions {
  const project = openProject(configFile);
  try {
    const answers = project.files().flatMap((file) => project.answer(file) ?? []);
    const [error] = [...project.diagnostics(), ...answers.flatMap(({ diagnostics }) => diagnostics)];
    if (error !== undefined) {
      const { place, code, text } = error;
      const where = place ? `${place.fileName}(${place.line},${place.column}): ` : '';
      throw new UsageError(
        `${configFile} cannot be built: ${where}${code === undefined ? '' : `${code}: `}${text}`,
      );
    }
    const found = new Map<string, Set<string>>();
    for (const { name, type, value } of answers.flatMap(({ versions }) => versions)) {
      if (name === 'shapeOf') continue;
      const types = found.get(value) ?? new Set();
      found.set(value, types.add(type));
    }
    return new Map([...found].map(([version, types]) => [version, [...types].sort()]));
  } finally {
    project.close();
  }
}
