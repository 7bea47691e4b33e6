import type { OpenNativeProject } from '../server/open-project.js';
import { transportOf } from '../server/transport.js';

/** What is told of a file without its tree. */
interface ProgramFile {
  readonly isDefaultLibrary: boolean;
  readonly isFromExternalLibrary: boolean;
  /** The folder of the `package.json` that the file belongs to. */
  readonly packageJsonDirectory?: string;
}

const known = new WeakMap<object, ProgramFiles>();

/** The files of a program and what it keeps of each, asked for once and together: one by one that is a round trip a file. */
export class ProgramFiles {
  private readonly byPath = new Map<string, string>();
  private list: readonly string[] | undefined;

  private constructor(private readonly byName: ReadonlyMap<string, ProgramFile | undefined>) {
    for (const name of byName.keys()) this.byPath.set(name.toLowerCase(), name);
  }

  /** The files of an open project. */
  static of(open: OpenNativeProject): ProgramFiles {
    const { program } = open.project;
    let files = known.get(program);
    if (files === undefined) {
      files = new ProgramFiles(metadataOf(open, program.getSourceFileNames()));
      known.set(program, files);
    }
    return files;
  }

  /**
   * The files of a program that came of another by edits.
   *
   * @param earlier - those of the other
   * @param importsAsBefore - whether all of them still import what they did: then nothing more is asked
   * @returns `undefined` where they are not the same; their order may be another, but not for `earlier` itself
   */
  static after(
    open: OpenNativeProject,
    earlier: ProgramFiles,
    importsAsBefore: boolean,
  ): ProgramFiles | undefined {
    const { program } = open.project;
    const names = program.getSourceFileNames();
    if (names.length !== earlier.names.length) return undefined;
    const isInOrder = names.every((name, index) => name === earlier.names[index]);
    if (importsAsBefore && isInOrder) {
      known.set(program, earlier);
      return earlier;
    }
    const files = ProgramFiles.of(open);
    const isSame = names.every(
      (name) => earlier.byName.has(name) && isAlike(files.of(name), earlier.of(name)),
    );
    return isSame ? (isInOrder ? earlier : files) : undefined;
  }

  get names(): readonly string[] {
    this.list ??= [...this.byName.keys()];
    return this.list;
  }

  /** The name of the file at a path as handles hold it: as the compiler compares it, which is in lower case on some systems. */
  nameOf(path: string): string {
    return this.byName.has(path) ? path : (this.byPath.get(path.toLowerCase()) ?? path);
  }

  /** What the program keeps of one of its files. */
  of(name: string): ProgramFile | undefined {
    return this.byName.get(name);
  }

  /** Whether a file is neither of the compiler's library nor of a package. */
  isOwn(name: string): boolean {
    return !this.isDefaultLibrary(name) && this.of(name)?.isFromExternalLibrary !== true;
  }

  isDefaultLibrary(name: string): boolean {
    return this.of(name)?.isDefaultLibrary === true;
  }
}

function isAlike(one: ProgramFile | undefined, other: ProgramFile | undefined): boolean {
  return (
    one?.isDefaultLibrary === other?.isDefaultLibrary &&
    one?.isFromExternalLibrary === other?.isFromExternalLibrary &&
    one?.packageJsonDirectory === other?.packageJsonDirectory
  );
}

function metadataOf(
  { native, api, snapshot, project }: OpenNativeProject,
  names: readonly string[],
): ReadonlyMap<string, ProgramFile | undefined> {
  const program = project.program as typeof project.program & {
    getSourceFileMetadata(name: string): ProgramFile | undefined;
  };
  const requests = names.map((file) => ({ snapshot: snapshot.id, project: project.id, file }));
  const answers = transportOf(native, api)?.send('getSourceFileMetadata', requests);
  if (answers === undefined) {
    return new Map(names.map((name) => [name, program.getSourceFileMetadata(name)]));
  }
  // All are taken before anything else is asked: the answers come over the one connection.
  const told = [...answers].map((answer) =>
    'result' in answer ? (answer.result as ProgramFile | undefined) : undefined,
  );
  // Where the server does not know a file by its name, the API knows how to make the path that it compares by.
  return new Map(names.map((name, index) => [name, told[index] ?? program.getSourceFileMetadata(name)]));
}
