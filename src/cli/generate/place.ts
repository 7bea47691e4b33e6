import { isAbsolute, relative, sep } from 'node:path';

/** Where a tree comes from and where it goes; both are absolute. */
export interface Place {
  readonly root: string;
  readonly outDir: string;
}

/** Whether a path lies in a folder. */
export function isIn(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !isAbsolute(way) && way.split(sep)[0] !== '..';
}
