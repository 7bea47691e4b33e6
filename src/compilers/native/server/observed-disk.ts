import type { ApiOptions } from '../api/reading.js';
import type { Native } from './load.js';

/** The disk, asked by this process for the server, which remembers what it was told. */
export interface DiskForServer {
  fileExists(path: string): boolean;
  directoryExists(path: string): boolean;
  /** The text of a file, `undefined` where there is none. */
  readFile(path: string): string | undefined;
  /** Notes the state of a file that the server reads itself; whether there is one. */
  note(path: string): boolean;
  list(path: string): { readonly files: readonly string[]; readonly directories: readonly string[] };
  realpath(path: string): string;
}

/**
 * The operations of the server's file system, each answered by a disk that remembers it. The texts of packages are read by the server:
 * they are many, and nobody edits one in the moment between.
 *
 * @param disk - answers, and remembers
 * @param overlays - texts of files that lie on no disk, by path
 */
export function observedFileSystem(
  { disk: useDisk }: Native,
  disk: DiskForServer,
  overlays: ReadonlyMap<string, string>,
): NonNullable<ApiOptions['fs']> {
  return {
    readFile(path) {
      const overlay = overlays.get(path);
      if (overlay !== undefined) return overlay;
      // 7.0 takes `null` for a file that is not there, and `undefined` for one that it is to read itself.
      const missing = useDisk === undefined ? null : undefined;
      if (path.includes('/node_modules/')) return disk.note(path) ? useDisk : missing;
      return disk.readFile(path) ?? missing;
    },
    fileExists: (path) => overlays.has(path) || disk.fileExists(path),
    directoryExists: (path: string) => disk.directoryExists(path),
    getAccessibleEntries(path: string) {
      const { files, directories } = disk.list(path);
      return { files: [...files], directories: [...directories] };
    },
    realpath: (path: string) => disk.realpath(path),
    // 7.1 wants to be told of every operation. It asks for times only where it builds.
    ...(useDisk !== undefined && { stat: useDisk, writeFile: useDisk, removeFile: useDisk }),
  };
}
