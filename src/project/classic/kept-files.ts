import type ts = require('typescript');

import { ObservedDisk } from '../record/observed-disk.js';
import type { Seen } from '../watch/disk-state.js';

interface Kept {
  readonly seen: Seen;
  /** What the tree depends on beside the text. */
  readonly parsedAs: string;
  readonly file: ts.SourceFile;
}

/** Internal, the same from 4.9 to 6.0; asked only where it is there. */
interface Matching {
  matchFiles?(
    path: string,
    extensions: readonly string[] | undefined,
    excludes: readonly string[] | undefined,
    includes: readonly string[] | undefined,
    useCaseSensitiveFileNames: boolean,
    currentDirectory: string,
    depth: number | undefined,
    list: (path: string) => { readonly files: readonly string[]; readonly directories: readonly string[] },
    realpath: (path: string) => string,
  ): string[];
}

/**
 * The syntax trees of a project, kept from one program to the next: parsing and binding is most of what a program costs. A tree is
 * handed out again as long as the file is the same on the disk and is to be parsed in the same way. All of the disk is seen through
 * here, and remembered.
 */
export class KeptFiles {
  private readonly kept = new Map<string, Kept>();
  private readonly checked = new Set<string>();
  private present = new ObservedDisk();

  constructor(private readonly compiler: typeof ts) {}

  get disk(): ObservedDisk {
    return this.present;
  }

  /** Whether everything that a program reads from the disk comes through here. */
  get isComplete(): boolean {
    return (this.compiler as Matching).matchFiles !== undefined;
  }

  /** Begins anew: files and folders may have come and gone. */
  restart(): void {
    this.present = new ObservedDisk();
    this.checked.clear();
  }

  /** Looks at files anew. */
  changed(names: readonly string[]): void {
    this.present.expect(names);
    for (const name of names) this.checked.delete(name);
  }

  /** Forgets all trees: the options changed, and with them how files are parsed and bound. */
  clear(): void {
    this.kept.clear();
  }

  /** Forgets the trees that a program does not hold. */
  keepOnly(program: ts.Program): void {
    const names = new Set(program.getSourceFiles().map(({ fileName }) => fileName));
    for (const name of this.kept.keys()) if (!names.has(name)) this.kept.delete(name);
  }

  /** The disk as configurations are read from it. */
  parseHost(): ts.System {
    return { ...this.compiler.sys, ...this.questions() };
  }

  /** Makes the host of the next program. */
  host(options: ts.CompilerOptions): ts.CompilerHost {
    const host = Object.assign(this.compiler.createCompilerHost(options), this.questions());
    const { getSourceFile } = host;
    // Since 5.3 a compiler can pass over comments when it parses.
    const { JSDocParsingMode }: Partial<typeof ts> = this.compiler;
    return Object.assign(host, {
      getSourceFile: (fileName, parsedAs, ...rest) =>
        fileName.endsWith('.json')
          ? getSourceFile.call(host, fileName, parsedAs, ...rest)
          : this.fileOf(fileName, parsedAs),
      // What a project that this one refers to wrote may be old: its sources are read, as the language server does it.
      useSourceOfProjectReferenceRedirect: () => true,
      // As `tsc` does it: tags are read from the text, and the comments of the standard library take longer to parse than its types.
      ...(JSDocParsingMode && { jsDocParsingMode: JSDocParsingMode.ParseForTypeErrors }),
    } satisfies Partial<ts.CompilerHost> & { useSourceOfProjectReferenceRedirect(): boolean });
  }

  private questions() {
    const { matchFiles } = this.compiler as Matching;
    const { sys } = this.compiler;
    const disk = this.present;
    const realpath = (path: string) => disk.realpath(path);
    return {
      fileExists: (path: string) => disk.fileExists(path),
      directoryExists: (path: string) => disk.directoryExists(path),
      readFile: (path: string) => disk.readFile(path),
      getDirectories: (path: string) => [...disk.list(path).directories],
      realpath,
      readDirectory: (
        path: string,
        extensions?: readonly string[],
        excludes?: readonly string[],
        includes?: readonly string[],
        depth?: number,
      ): string[] =>
        matchFiles
          ? matchFiles(
              path,
              extensions,
              excludes,
              includes,
              sys.useCaseSensitiveFileNames,
              sys.getCurrentDirectory(),
              depth,
              (folder) => disk.list(folder || '.'),
              realpath,
            )
          : sys.readDirectory(path, extensions, excludes, includes, depth),
    };
  }

  private fileOf(
    fileName: string,
    languageVersionOrOptions: ts.ScriptTarget | ts.CreateSourceFileOptions,
  ): ts.SourceFile | undefined {
    const before = this.kept.get(fileName);
    // JSON leaves out a function; it follows from the compiler options, and when those change all trees are dropped.
    const parsedAs = JSON.stringify(languageVersionOrOptions);
    const isSame = before?.parsedAs === parsedAs;
    if (before && isSame && this.checked.has(fileName)) return before.file;
    this.checked.add(fileName);
    if (before && isSame) {
      const seen = this.present.look(fileName, before.seen);
      if (seen?.hash === before.seen.hash) {
        if (seen !== before.seen) this.kept.set(fileName, { ...before, seen });
        return before.file;
      }
    }
    this.kept.delete(fileName);
    const read = this.present.lookInto(fileName);
    if (read === undefined) return undefined;
    const file = this.compiler.createSourceFile(fileName, read.text, languageVersionOrOptions);
    this.kept.set(fileName, { seen: read.seen, parsedAs, file });
    return file;
  }
}
