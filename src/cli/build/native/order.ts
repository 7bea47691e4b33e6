import { existsSync } from 'node:fs';

import type { NativeConfigurations } from '../../../project/configuration/native.js';
import { UsageError } from '../../command.js';

/**
 * The configurations of a build with references, each after those it refers to.
 *
 * @throws UsageError where they refer to each other in a circle, or to what does not exist
 */
export function inBuildOrder(
  configurations: NativeConfigurations,
  configFiles: readonly string[],
): readonly string[] {
  const done = new Set<string>();
  const path: string[] = [];
  function visit(configFile: string): void {
    if (done.has(configFile)) return;
    const seen = path.indexOf(configFile);
    if (seen !== -1) {
      throw new UsageError(
        `project references may not form a circular graph: ${[...path.slice(seen), configFile].join(' -> ')}`,
      );
    }
    path.push(configFile);
    for (const reference of configurations.read(configFile).references) {
      if (!existsSync(reference)) {
        throw new UsageError(
          `there is no ${reference}, which \`references\` of ${configFile} names. Mend its path, or leave it out.`,
        );
      }
      visit(reference);
    }
    path.pop();
    done.add(configFile);
  }
  for (const configFile of configFiles) visit(configFile);
  return [...done];
}
