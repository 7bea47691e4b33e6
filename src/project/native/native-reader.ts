import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import type { Analysis } from '../../calls/analysis.js';
import type { FileResult } from '../../calls/file-result.js';
import type { Native } from '../../compilers/native/server/load.js';
import { ProgramFiles } from '../../compilers/native/source/program-files.js';
import { nativeSourceSyntax } from '../../compilers/native/source/source-syntax.js';
import { absoluteName, isDeclarationName, isPackaged, isSourceName } from '../../paths.js';
import { mayHoldTags } from '../../reader/index.js';
import { type AnswerContext, answerOf, type Dependencies, errorsElsewhere } from '../answer.js';
import { pathOptionsOf } from '../configuration/path-options.js';
import { hasForeignPaths } from '../configuration/plugin-entry.js';
import { foldersOf } from '../inputs.js';
import { type ProjectModels, projectModels } from '../models.js';
import type { ProjectChange, ProjectOptions } from '../project.js';
import { differences } from '../record/observations.js';
import { observeLock } from '../record/observe-lock.js';
import { ObservedDisk } from '../record/observed-disk.js';
import { fromNative, fromOurs, noInputs, type Report } from '../report.js';
import type { Configuration, ProjectReader, Snapshot } from '../snapshot.js';
import { type CheckedProject, readProject, textOf } from './checked-project.js';
import { LastReading } from './last-reading.js';
import { Workspace, type WorkspaceProject } from './workspace.js';

/** What a development server tells of beside sources. */
const neverSource = /\.(?:css|less|s[ac]ss|styl|html|mdx?|svg|png|jpe?g|gif|webp|avif|ico|woff2?)$/i;

/** Reads a project with TypeScript 7, in a server of ours. */
export class NativeReader implements ProjectReader {
  private workspace: Workspace | undefined;
  private opened: WorkspaceProject | undefined;
  private snapshot: Snapshot | undefined;
  /** The analysis of all files at the present state; a reading that goes on from another has none. */
  private analysis: Analysis | undefined;
  /** The last reading, where the next can go on from it. */
  private last:
    | { readonly reading: LastReading; snapshot: Snapshot; elsewhere: AnswerContext['elsewhere'] }
    | undefined;

  constructor(
    private readonly native: Native,
    private readonly configFile: string,
    private readonly options: ProjectOptions,
  ) {}

  configuration(): Configuration {
    const { rootFiles, facts, project } = this.open();
    const paths = pathOptionsOf(project.program.getCompilerOptions());
    return { listed: rootFiles, references: facts.references, paths };
  }

  read(): Snapshot {
    this.snapshot ??= this.readAgain() ?? this.readAll();
    return this.snapshot;
  }

  models(): ProjectModels | undefined {
    const { rootFiles, foreign, project } = this.open();
    if (rootFiles.length === 0) return undefined;
    // What was kept from an earlier reading holds trees and types that the compiler has forgotten.
    if (this.analysis === undefined) {
      // Of edits that were not read yet, nobody has looked at what they import.
      if (this.snapshot === undefined) this.last = undefined;
      this.snapshot = this.readAll();
    }
    const unparsed = project.program
      .getSyntacticDiagnostics()
      .map((one) => fromNative(one, (name) => textOf(project.program, name)));
    return this.analysis && projectModels(this.configFile, this.analysis, unparsed, foreign);
  }

  update(change: ProjectChange | undefined): void {
    const found = this.newIn(change ?? this.differences());
    if (found.changed.length === 0 && !found.isStructural) return;
    const { workspace } = this;
    if (workspace?.disk === undefined || workspace.beginsAnewFor(found)) this.last = undefined;
    this.last?.reading.willChange(found.changed.map(absoluteName), workspace!.disk!);
    this.snapshot = undefined;
    this.analysis = undefined;
    this.opened = undefined;
    workspace?.update(found);
    this.last?.reading.moveTo(this.open());
  }

  close(): void {
    this.workspace?.close();
    this.workspace = undefined;
    this.opened = undefined;
    this.snapshot = undefined;
    this.analysis = undefined;
    this.last = undefined;
  }

  private open(): WorkspaceProject {
    this.workspace ??= new Workspace(
      this.native,
      () => [this.configFile],
      this.options.overrides ?? {},
      undefined,
      () => new ObservedDisk(),
    );
    this.opened ??= this.workspace.projects()[0]!;
    return this.opened;
  }

  /** What has changed on the disk by now. */
  private differences(): ProjectChange {
    const disk = this.workspace?.disk;
    const isObserved = this.snapshot?.observations !== undefined;
    return disk && isObserved ? differences(disk.observations()) : { changed: [], isStructural: true };
  }

  /** What of a change is not what was read already: watchers tell of one edit several times. */
  private newIn({ changed, isStructural }: ProjectChange): ProjectChange {
    const isNew = (name: string) => {
      const isAsRead = this.workspace?.disk?.isAsRead(absoluteName(name));
      return isAsRead === undefined ? !neverSource.test(name) : !isAsRead;
    };
    return { changed: changed.filter(isNew), isStructural };
  }

  private readAll(): Snapshot {
    const opened = this.open();
    const disk = this.workspace!.disk!;
    // Before the lock file is read, so that a change meanwhile is noticed.
    observeLock(disk, this.configFile, filesOf(opened));
    const read = readProject(opened, this.options.host);
    const { analysis, ours } = read;
    this.analysis = analysis;
    const files = this.filesOf(opened);
    const general = analysis.general.map(fromOurs);
    const results = inProgramOrder(opened, analysis.files);
    const context = this.contextOf(read, results, files.dependencies);
    const snapshot = {
      ...this.configuration(),
      ...files,
      diagnostics: [...configurationErrors(opened), ...general],
      remarks: ours.filter(({ severity }) => severity !== 'error'),
      answers: results.map((result) => answerOf(context, result)),
      observations: isObserved(opened) ? disk.observations() : undefined,
    };
    this.last = {
      reading: new LastReading(opened, read, this.last?.reading),
      snapshot,
      elsewhere: context.elsewhere,
    };
    return snapshot;
  }

  /** Reads what edits since the last reading may have changed; `undefined` where that may be everything. */
  private readAgain(): Snapshot | undefined {
    const { last } = this;
    if (last === undefined) return undefined;
    // An error on the way leaves it half renewed.
    this.last = undefined;
    const opened = this.open();
    const { files } = last.reading;
    const again = last.reading.again();
    const read = again && readProject(opened, this.options.host, again);
    if (again === undefined || read === undefined || !last.reading.takeIn(again, read)) {
      // What it knows of imports holds on.
      this.last = last;
      return undefined;
    }
    const isInOrder = last.reading.files === files;
    const snapshot = isInOrder ? last.snapshot : { ...last.snapshot, ...this.filesOf(opened) };
    const results = inProgramOrder(opened, last.reading.results);
    const context = this.contextOf(read, results, snapshot.dependencies);
    // Such an error stands in the way of every answer.
    const isKept = isInOrder && isDeepStrictEqual(context.elsewhere, last.elsewhere);
    const before = new Map(isKept ? snapshot.answers.map((answer) => [answer.fileName, answer]) : []);
    last.elsewhere = context.elsewhere;
    last.snapshot = {
      ...snapshot,
      answers: results.map((result) => {
        const { fileName } = result.file;
        const kept = again.asked.has(fileName) ? undefined : before.get(fileName);
        return kept ?? answerOf(context, result);
      }),
      observations: snapshot.observations && this.workspace!.disk!.observations(),
    };
    this.last = last;
    return last.snapshot;
  }

  /** The files that are imported, and those that answers depend on. */
  private filesOf(opened: WorkspaceProject): Pick<Snapshot, 'imported' | 'dependencies'> {
    const { files, outputs } = this.workspace!.inputs();
    const own = files.filter((name) => !ProgramFiles.of(opened.open).isDefaultLibrary(name));
    const sources = own.filter((name) => isSourceName(name) && !isPackaged(name));
    const written = [...outputs, join(dirname(this.configFile), 'node_modules')];
    const dependencies = { files: own, direct: own, folders: foldersOf(sources, written) };
    return { imported: importedFiles(opened), dependencies };
  }

  private contextOf(
    { analysis, options }: CheckedProject,
    results: readonly FileResult[],
    dependencies: Dependencies,
  ): AnswerContext {
    return {
      syntax: nativeSourceSyntax(this.native.ast, this.native.module),
      keepsEmpty: options.verbatimModuleSyntax === true,
      general: analysis.general.map(fromOurs),
      elsewhere: errorsElsewhere(results),
      dependencies: () => dependencies,
    };
  }
}

/** The results of files in the order of the program, in whichever they were found. */
function inProgramOrder(
  { open }: WorkspaceProject,
  results: ReadonlyMap<string, FileResult>,
): readonly FileResult[] {
  return ProgramFiles.of(open).names.flatMap((name) => results.get(name) ?? []);
}

function filesOf({ project: { program } }: WorkspaceProject): readonly string[] {
  return program.getSourceFileNames();
}

/** Whether everything that decides the answers was read through the observed disk: see the classic reader. */
function isObserved(opened: WorkspaceProject): boolean {
  if (hasForeignPaths(opened.facts.plugins)) return false;
  const mayBeOutput = (name: string) =>
    isDeclarationName(name) &&
    !isPackaged(name) &&
    (opened.build !== undefined || mayHoldTags(textOf(opened.project.program, name)));
  return !filesOf(opened).some(mayBeOutput);
}

/** The files of a project that its configuration does not list. */
function importedFiles({ open, rootFiles, foreign }: WorkspaceProject): readonly string[] {
  const listed = new Set(rootFiles);
  const files = ProgramFiles.of(open);
  return files.names.filter(
    (name) => !listed.has(name) && !foreign.has(name) && !isPackaged(name) && files.isOwn(name),
  );
}

function configurationErrors({ project }: WorkspaceProject): readonly Report[] {
  return project.program
    .getConfigFileParsingDiagnostics()
    .filter(({ code }) => !noInputs.has(code))
    .map((diagnostic) => fromNative(diagnostic, (name) => textOf(project.program, name)));
}
