import { realPathOf } from '../disk.js';
import { absoluteName } from '../paths.js';
import type { Answer, Dependencies } from './answer.js';
import { ClassicReader } from './classic/classic-reader.js';
import { compilerIdentity, resolveCompiler } from './compiler.js';
import type { PathOptions } from './configuration/path-options.js';
import type { ProjectModels } from './models.js';
import { NativeReader } from './native/native-reader.js';
import type { Project, ProjectChange, ProjectOptions } from './project.js';
import { readFirst } from './read-first.js';
import { ProjectRecord } from './record/project-record.js';
import type { Report } from './report.js';
import type { Configuration, ProjectReader, Snapshot } from './snapshot.js';

/**
 * Opens a project: finds its calls of keyshape, reads their types and says what each file becomes. Nothing is read before the first
 * question; and where the last opening is on record and nothing has changed since, no compiler is even loaded. TypeScript 7 runs in
 * a process of its own until the project is closed.
 *
 * @param configFile - the name of its `tsconfig.json`
 * @param options - the compiler, options that stand over those of the configuration, and keyshape's own
 * @returns the project; close it
 * @throws BuildError where the project resolves no compiler that is known
 * @example
 * ```ts
 * const project = openProject('tsconfig.json');
 * const answer = project.answer('/app/src/main.ts');
 * const code = answer && editedText(answer, readFileSync('/app/src/main.ts', 'utf8'))?.text;
 * project.close();
 * ```
 */
export function openProject(configFile: string, options: ProjectOptions = {}): Project {
  const name = absoluteName(configFile);
  const record = ProjectRecord.of(name, compilerIdentity(name, options.compiler), options);
  return new LazyProject(name, record, () => readerFor(name, options));
}

function readerFor(configFile: string, options: ProjectOptions): ProjectReader {
  const compiler = options.compiler ?? resolveCompiler(configFile);
  return compiler.kind === 'classic'
    ? new ClassicReader(compiler.compiler, configFile, options)
    : new NativeReader(compiler.native, configFile, options);
}

/** A snapshot, and what it is asked for by file name. */
interface Index {
  readonly snapshot: Snapshot;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly own: ReadonlySet<string>;
}

/** Edits follow one another; a record is worth writing when they pause. */
const KEEP_AFTER = 1000;

/** A project as the record has it, or else as a compiler reads it. */
class LazyProject implements Project {
  private reader: ProjectReader | undefined;
  private index: Index | undefined;
  private listed: ReadonlySet<string> | undefined;
  private byRealPath: ReadonlyMap<string, string> | undefined;
  private keeping: NodeJS.Timeout | undefined;
  private wasRead = false;

  constructor(
    readonly configFile: string,
    private readonly record: ProjectRecord | undefined,
    private readonly makeReader: () => ProjectReader,
  ) {}

  files(): readonly string[] {
    return [...this.current().answers.keys()];
  }

  sources(): readonly string[] {
    return [...this.current().own];
  }

  lists(fileName: string): boolean {
    this.listed ??= new Set(this.configuration().listed);
    return this.listed.has(absoluteName(fileName));
  }

  includes(fileName: string): boolean {
    return this.lists(fileName) || this.current().own.has(this.nameOf(fileName));
  }

  references(): readonly string[] {
    return this.configuration().references;
  }

  paths(): PathOptions {
    return this.configuration().paths;
  }

  answer(fileName: string): Answer | undefined {
    return this.current().answers.get(this.nameOf(fileName));
  }

  dependencies(): Dependencies {
    return this.current().snapshot.dependencies;
  }

  diagnostics(): readonly Report[] {
    return this.current().snapshot.diagnostics;
  }

  remarks(): readonly Report[] {
    return this.current().snapshot.remarks;
  }

  models(): ProjectModels | undefined {
    // Models hold readings, which are not on record.
    this.reader ??= this.makeReader();
    return this.reader.models();
  }

  update(change?: ProjectChange): void {
    this.reader?.update(change);
    this.index = undefined;
    this.listed = undefined;
    this.byRealPath = undefined;
  }

  close(): void {
    if (this.keeping && this.index) this.record?.write(this.index.snapshot);
    clearTimeout(this.keeping);
    this.reader?.close();
    this.reader = undefined;
    this.wasRead = false;
    this.index = undefined;
    this.listed = undefined;
    this.byRealPath = undefined;
  }

  private configuration(): Configuration {
    if (this.index) return this.index.snapshot;
    const recorded = this.reader ? undefined : this.record?.read();
    if (recorded) return this.indexed(recorded).snapshot;
    this.reader ??= this.makeReader();
    return this.reader.configuration();
  }

  private current(): Index {
    if (this.index) return this.index;
    const recorded = this.reader ? undefined : this.record?.read();
    if (recorded) return this.indexed(recorded);
    this.reader ??= this.makeReader();
    const snapshot = this.wasRead ? this.reader.read() : readFirst(this.reader);
    this.wasRead = true;
    this.keep(snapshot);
    return this.indexed(snapshot);
  }

  /** Writes the record: after the first reading at once, for the next process; in a watch when edits pause. */
  private keep(snapshot: Snapshot): void {
    const write = () => this.record?.write(snapshot);
    clearTimeout(this.keeping);
    if (!this.keeping) write();
    this.keeping = setTimeout(write, KEEP_AFTER).unref();
  }

  private indexed(snapshot: Snapshot): Index {
    const answers = new Map(snapshot.answers.map((answer) => [answer.fileName, answer]));
    this.index = { snapshot, answers, own: new Set([...snapshot.listed, ...snapshot.imported]) };
    return this.index;
  }

  /** The name that a file has in the project: a host may know it by a link, or by another spelling. */
  private nameOf(fileName: string): string {
    const name = absoluteName(fileName);
    const { own } = this.current();
    if (own.has(name)) return name;
    this.byRealPath ??= new Map([...own].map((one) => [absoluteName(realPathOf(one)), one]));
    return this.byRealPath.get(absoluteName(realPathOf(name))) ?? name;
  }
}
