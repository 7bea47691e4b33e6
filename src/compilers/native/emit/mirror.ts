import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, parse, relative } from 'node:path';

/** What a mirror holds as files of its own; everything else in it is a link. */
export interface MirrorRequest {
  /** Files whose folders are copied: sources and configurations. */
  readonly files: readonly string[];
  /** Folders that outputs are written to. */
  readonly outputFolders: readonly string[];
}

const copied = /\.(?:json|[cm]?[jt]sx?)$/;

/**
 * A copy of a project in a temporary folder, for a compiler that reads nothing but the disk: the folders of its sources
 * are copied; all the others, `node_modules` first of all, are links. A path in it is the real one behind a
 * prefix, so that relative paths in configurations and source maps mean the same.
 */
export class Mirror {
  private readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'keyshape-build-')));

  constructor({ files, outputFolders }: MirrorRequest) {
    const top = commonFolder([...files.map((file) => dirname(file)), ...outputFolders]);
    const own = new Set<string>([top]);
    for (const folder of [...files.map((file) => dirname(file)), ...outputFolders]) {
      for (let at = folder; !own.has(at); at = dirname(at)) own.add(at);
    }
    this.linkAbove(top);
    for (const folder of own) this.copyFolder(folder, own);
  }

  /** Where a file is in the mirror. */
  pathOf(path: string): string {
    return join(this.root, relative(parse(path).root, path));
  }

  /** The file that a path in the mirror stands for. */
  realPathOf(path: string): string {
    const inside = relative(this.root, path);
    return inside.startsWith('..') || inside === path ? path : join(parse(this.root).root, inside);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private copyFolder(folder: string, own: ReadonlySet<string>): void {
    const target = this.pathOf(folder);
    mkdirSync(target, { recursive: true });
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isDirectory()) {
        if (!own.has(path)) symlinkSync(path, join(target, name), 'junction');
      } else if (stats?.isFile() && copied.test(name)) copyFileSync(path, join(target, name));
    }
  }

  /** Packages and package scopes of the folders above are seen from below. */
  private linkAbove(top: string): void {
    for (let folder = dirname(top); ; folder = dirname(folder)) {
      const target = this.pathOf(folder);
      mkdirSync(target, { recursive: true });
      const modules = join(folder, 'node_modules');
      if (existsSync(modules)) symlinkSync(modules, join(target, 'node_modules'), 'junction');
      const manifest = join(folder, 'package.json');
      if (existsSync(manifest)) copyFileSync(manifest, join(target, 'package.json'));
      if (folder === dirname(folder)) break;
    }
  }
}

function commonFolder(folders: readonly string[]): string {
  const [first = parse(process.cwd()).root, ...rest] = folders;
  let common = first;
  for (const folder of rest) {
    while (common !== dirname(common) && relative(common, folder).startsWith('..')) common = dirname(common);
  }
  return common;
}
