import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, parse, relative } from 'node:path';

import { entriesOf, isFolderAt } from '../../../disk.js';
import { discardTemporary, removeTemporary, temporaryFolder } from '../../../process-end.js';

/** What a mirror holds as files of its own. Of everything else in their folders, folders become links and files are left out. */
export interface MirrorRequest {
  /** Files whose folders are made anew: sources and configurations. */
  readonly files: readonly string[];
  /** What is copied in these folders: all that the program reads. */
  readonly read: ReadonlySet<string>;
  /** What is written in place of a copy, by the file. */
  readonly texts: ReadonlyMap<string, string>;
  /** Folders that outputs are written to. */
  readonly outputFolders: readonly string[];
  /** Whether what stands for projects that are referred to is wanted too: their declaration files and configurations. */
  readonly withOutputs: boolean;
}

const ofReference = /\.(?:d\.(?:[^/]+\.)?[cm]?ts|json)$/;

/**
 * A copy of a project in a temporary folder, for a compiler that reads nothing but the disk: what the program reads is
 * copied, and nothing else; folders without such files, `node_modules` first of all, are links. A path in it is the real
 * one behind a prefix, so that relative paths in configurations and source maps mean the same.
 */
export class Mirror {
  private readonly root = temporaryFolder('keyshape-build-');

  constructor(request: MirrorRequest) {
    try {
      this.make(request);
    } catch (error) {
      discardTemporary(this.root);
      throw error;
    }
  }

  private make({ files, read, texts, outputFolders, withOutputs }: MirrorRequest): void {
    const folders = [...files.map((file) => dirname(file)), ...outputFolders];
    const top = commonFolder(folders);
    const own = new Set<string>([top]);
    for (const folder of folders) {
      for (let at = folder; !own.has(at); at = dirname(at)) own.add(at);
    }
    const wanted = new Set([...files, ...read]);
    this.linkAbove(top);
    for (const folder of own) {
      this.fill(folder, own, texts, (path) => wanted.has(path) || (withOutputs && ofReference.test(path)));
    }
  }

  /** Where a file is in the mirror. */
  pathOf(path: string): string {
    return join(this.root, inOneLine(relative(parse(path).root, path)));
  }

  /** The file that a path in the mirror stands for. */
  realPathOf(path: string): string {
    const inside = relative(this.root, path);
    return inside.startsWith('..') || inside === path
      ? path
      : join(parse(this.root).root, inManyLines(inside));
  }

  /** A text of the compiler about paths in the mirror, with the real ones. */
  inRealPaths(text: string): string {
    return text.replaceAll(join(this.root, 'x').slice(0, -1), parse(this.root).root);
  }

  async remove(): Promise<void> {
    await removeTemporary(this.root);
  }

  private fill(
    folder: string,
    own: ReadonlySet<string>,
    texts: ReadonlyMap<string, string>,
    isWanted: (path: string) => boolean,
  ): void {
    const target = this.pathOf(folder);
    mkdirSync(target, { recursive: true });
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      const inMirror = this.pathOf(path);
      if (entry.isSymbolicLink() ? isFolderAt(path) : entry.isDirectory()) {
        if (!own.has(path)) symlinkSync(path, inMirror, 'junction');
      } else if (texts.has(path)) writeFileSync(inMirror, texts.get(path)!);
      else if (entry.name === 'package.json' || isWanted(path)) copyIfReadable(path, inMirror);
    }
  }

  /** Gives the folders above their `node_modules`, as links, and their `package.json`: resolution looks up there. */
  private linkAbove(top: string): void {
    for (let folder = dirname(top); ; folder = dirname(folder)) {
      const target = this.pathOf(folder);
      mkdirSync(target, { recursive: true });
      const modules = join(folder, 'node_modules');
      if (existsSync(modules)) symlinkSync(modules, join(target, 'node_modules'), 'junction');
      const manifest = join(folder, 'package.json');
      if (existsSync(manifest)) copyIfReadable(manifest, join(target, 'package.json'));
      if (folder === dirname(folder)) break;
    }
  }
}

const unreadable: ReadonlySet<string> = new Set(['EACCES', 'ELOOP', 'ENOENT', 'ENOTDIR', 'EPERM']);

/** Reads and writes: Node's `copyFile` never ends where the file is cut short meanwhile, as whoever saves it does (seen on Node 20). */
export function copyContents(from: string, to: string): void {
  writeFileSync(to, readFileSync(from));
}

/** Copies a file if it can be read; if not, the program did not read it either. That both are the same program is checked at the end. */
function copyIfReadable(from: string, to: string): void {
  try {
    // A pipe would be waited for without end.
    if (statSync(from).isFile()) copyContents(from, to);
  } catch (error) {
    if (!unreadable.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** The compiler lists files line by line, so a line end in the name of a folder is written as its control picture, U+240A or U+240D. */
function inOneLine(path: string): string {
  return path.replaceAll('\n', '\u240a').replaceAll('\r', '\u240d');
}

function inManyLines(path: string): string {
  return path.replaceAll('\u240a', '\n').replaceAll('\u240d', '\r');
}

function commonFolder(folders: readonly string[]): string {
  const [first = parse(process.cwd()).root, ...rest] = folders;
  let common = first;
  for (const folder of rest) {
    while (common !== dirname(common) && relative(common, folder).startsWith('..')) common = dirname(common);
  }
  return common;
}
