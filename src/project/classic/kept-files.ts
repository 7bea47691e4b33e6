import type ts = require('typescript');

import { look, type Seen } from '../watch/disk-state.js';

interface Kept {
  readonly seen: Seen;
  /** What the tree depends on beside the text. */
  readonly parsedAs: string;
  readonly file: ts.SourceFile;
}

/**
 * The syntax trees of a project, kept from one program to the next: parsing and binding is most of what a program costs. A tree is
 * handed out again as long as the file is the same on the disk and is to be parsed in the same way.
 */
export class KeptFiles {
  private readonly kept = new Map<string, Kept>();
  private readonly used = new Set<string>();
  private readonly checked = new Set<string>();

  constructor(private readonly compiler: typeof ts) {}

  /**
   * Makes the host of the next program.
   *
   * @param changed - the files that may have changed; left out, any may have
   */
  hostFor(options: ts.CompilerOptions, changed?: ReadonlySet<string>): ts.CompilerHost {
    if (changed === undefined) this.checked.clear();
    else for (const file of changed) this.checked.delete(file);
    this.used.clear();
    const host = this.compiler.createCompilerHost(options);
    const { getSourceFile } = host;
    return Object.assign(host, {
      getSourceFile: (fileName, parsedAs, ...rest) =>
        fileName.endsWith('.json')
          ? getSourceFile.call(host, fileName, parsedAs, ...rest)
          : this.fileOf(fileName, parsedAs, () => getSourceFile.call(host, fileName, parsedAs, ...rest)),
      // What a project that this one refers to wrote may be old: its sources are read, as the language server does it.
      useSourceOfProjectReferenceRedirect: () => true,
    } satisfies Partial<ts.CompilerHost> & { useSourceOfProjectReferenceRedirect(): boolean });
  }

  /** Forgets all: the options changed, and with them how files are parsed and bound. */
  clear(): void {
    this.kept.clear();
  }

  /** Forgets what the last program did not ask for. */
  dropUnused(): void {
    for (const name of this.kept.keys()) if (!this.used.has(name)) this.kept.delete(name);
  }

  private fileOf(
    fileName: string,
    languageVersionOrOptions: ts.ScriptTarget | ts.CreateSourceFileOptions,
    parse: () => ts.SourceFile | undefined,
  ): ts.SourceFile | undefined {
    this.used.add(fileName);
    const before = this.kept.get(fileName);
    const parsedAs = textOf(languageVersionOrOptions);
    if (before && this.checked.has(fileName) && before.parsedAs === parsedAs) return before.file;
    const seen = look(fileName, before?.seen);
    if (before && seen?.hash === before.seen.hash && before.parsedAs === parsedAs) {
      this.checked.add(fileName);
      return before.file;
    }
    const file = parse();
    if (file && seen) {
      this.kept.set(fileName, { seen, parsedAs, file });
      this.checked.add(fileName);
    } else this.kept.delete(fileName);
    return file;
  }
}

/** Functions among the options follow from the compiler options, with which all trees are dropped. */
function textOf(parsedAs: ts.ScriptTarget | ts.CreateSourceFileOptions): string {
  return JSON.stringify(parsedAs);
}
