/** JSX is what a module says that no import names: `react/jsx-runtime`. These are the settings of `jsx` under which there is none. */
const withoutRuntime = new Set<unknown>([undefined, 0, 1, 2, 3, 'preserve', 'react', 'react-native']);

/**
 * Whether the types of JSX come from a package or from what is declared globally or imported, as they do nearly everywhere; else files
 * with JSX depend on a module of the project without naming it.
 *
 * @param names - the files of the program
 */
export function jsxComesWithPackages(
  { jsx, jsxImportSource, paths, baseUrl }: Readonly<Record<string, unknown>>,
  names: readonly string[],
): boolean {
  if (withoutRuntime.has(jsx) && jsxImportSource === undefined) return true;
  const source = typeof jsxImportSource === 'string' ? jsxImportSource : 'react';
  if (baseUrl !== undefined || Object.keys(paths ?? {}).some((key) => mayMap(key, `${source}/`)))
    return false;
  const folders = [`/node_modules/${source}/`, `/node_modules/@types/${source}/`];
  return names.some(
    (name) =>
      /\/jsx-(?:dev-)?runtime\.d\.[cm]?ts$/.test(name) && folders.some((folder) => name.includes(folder)),
  );
}

/** Whether a key of `paths` may stand for a module that begins in a way. */
function mayMap(key: string, start: string): boolean {
  const [before] = key.split('*', 1) as [string];
  return before.startsWith(start) || (before !== key && start.startsWith(before));
}
