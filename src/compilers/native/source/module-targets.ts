import type { BuildProject } from '../api/finding.js';
import type { OpenNativeProject } from '../server/open-project.js';
import { transportOf } from '../server/transport.js';

/** Places in a file, as offsets: the last letter of each module specifier. */
export interface Places {
  readonly fileName: string;
  readonly positions: readonly number[];
}

interface SymbolInAnswer {
  readonly declarations?: readonly string[] | undefined;
}

/**
 * Asks where module specifiers lead, in all files together and without a tree.
 *
 * @returns for each file the paths of what its specifiers lead to, as handles hold them; `undefined` where the server does not say
 */
export function moduleTargets(
  { native, api, snapshot, project }: OpenNativeProject,
  asked: readonly Places[],
): readonly (readonly string[] | undefined)[] {
  const requests = asked.map(({ fileName, positions }) => ({
    snapshot: snapshot.id,
    project: project.id,
    file: fileName,
    positions,
  }));
  const answers = transportOf(native, api)?.send('getSymbolsAtPositions', requests);
  if (answers !== undefined) {
    return [...answers].map((answer) =>
      'result' in answer ? pathsIn(answer.result as readonly (SymbolInAnswer | null)[]) : undefined,
    );
  }
  const { checker } = project as BuildProject;
  return asked.map(({ fileName, positions }) => {
    try {
      const symbols = checker.getSymbolAtPosition(fileName, positions);
      return symbols.flatMap((symbol) => symbol?.declarations.map(({ path }) => path) ?? []);
    } catch {
      return undefined;
    }
  });
}

/** The paths in handles, each of which is an index, a kind and a path with dots between. */
function pathsIn(symbols: readonly (SymbolInAnswer | null)[]): readonly string[] {
  return symbols.flatMap((symbol) =>
    (symbol?.declarations ?? []).map((handle) =>
      handle.slice(handle.indexOf('.', handle.indexOf('.') + 1) + 1),
    ),
  );
}
