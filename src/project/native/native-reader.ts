import { dirname, join } from 'node:path';

import type { Analysis } from '../../calls/analysis.js';
import type { Native } from '../../compilers/native/read-types.js';
import { ProgramFiles } from '../../compilers/native/source/program-files.js';
import { nativeSourceSyntax } from '../../compilers/native/source/source-syntax.js';
import { mayHoldTags } from '../../reader/index.js';
import { answerOf, errorsElsewhere } from '../answer.js';
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
import { readProject, textOf } from './checked-project.js';
import { Workspace, type WorkspaceProject } from './workspace.js';

/** Reads a project with TypeScript 7, in a server of ours. */
export class NativeReader implements ProjectReader {
  private workspace: Workspace | undefined;
  private opened: WorkspaceProject | undefined;
  private snapshot: Snapshot | undefined;
  private analysis: Analysis | undefined;

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
    this.snapshot ??= this.analysed();
    return this.snapshot;
  }

  models(): ProjectModels | undefined {
    const { rootFiles, foreign } = this.open();
    if (rootFiles.length === 0) return undefined;
    this.read();
    return this.analysis && projectModels(this.configFile, this.analysis, foreign);
  }

  update(change: ProjectChange | undefined): void {
    const found = change ?? this.differences();
    if (found.changed.length === 0 && !found.isStructural) return;
    this.snapshot = undefined;
    this.opened = undefined;
    this.workspace?.update(found);
  }

  close(): void {
    this.workspace?.close();
    this.workspace = undefined;
    this.opened = undefined;
    this.snapshot = undefined;
    this.analysis = undefined;
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

  private analysed(): Snapshot {
    const opened = this.open();
    const disk = this.workspace!.disk!;
    // Before the lock file is read, so that a change meanwhile is noticed.
    observeLock(disk, this.configFile, filesOf(opened));
    const { analysis, options, ours } = readProject(opened, this.options.host);
    this.analysis = analysis;
    const { files, outputs } = this.workspace!.inputs();
    const own = files.filter((name) => !ProgramFiles.of(opened.open).isDefaultLibrary(name));
    const sources = own.filter((name) => /\.[cm]?[jt]sx?$/.test(name) && !name.includes('/node_modules/'));
    const written = [...outputs, join(dirname(this.configFile), 'node_modules')];
    const inputs = { files: own, direct: own, folders: foldersOf(sources, written) };
    const general = analysis.general.map(fromOurs);
    const results = [...analysis.files.values()];
    const context = {
      syntax: nativeSourceSyntax(this.native.ast, this.native.module),
      keepsEmpty: options.verbatimModuleSyntax === true,
      general,
      elsewhere: errorsElsewhere(results),
      dependencies: () => inputs,
    };
    return {
      ...this.configuration(),
      imported: importedFiles(opened),
      diagnostics: [...configurationErrors(opened), ...general],
      remarks: ours.filter(({ severity }) => severity !== 'error'),
      answers: results.map((result) => answerOf(context, result)),
      inputs,
      observations: isObserved(opened) ? disk.observations() : undefined,
    };
  }
}

function filesOf({ project: { program } }: WorkspaceProject): readonly string[] {
  return program.getSourceFileNames();
}

/** Whether everything that decides the answers was read through the observed disk: see the classic reader. */
function isObserved(opened: WorkspaceProject): boolean {
  if (hasForeignPaths(opened.facts.plugins)) return false;
  const mayBeOutput = (name: string) =>
    /\.d\.(?:[^/]+\.)?[cm]?ts$/.test(name) &&
    !name.includes('/node_modules/') &&
    (opened.build !== undefined || mayHoldTags(textOf(opened.project.program, name)));
  return !filesOf(opened).some(mayBeOutput);
}

/** The files of a project that its configuration does not list. */
function importedFiles({ open, rootFiles, foreign }: WorkspaceProject): readonly string[] {
  const listed = new Set(rootFiles);
  const files = ProgramFiles.of(open);
  return files.names.filter(
    (name) =>
      !listed.has(name) && !foreign.has(name) && !name.includes('/node_modules/') && files.isOwn(name),
  );
}

function configurationErrors({ project }: WorkspaceProject): readonly Report[] {
  return project.program
    .getConfigFileParsingDiagnostics()
    .filter(({ code }) => !noInputs.has(code))
    .map((diagnostic) => fromNative(diagnostic, (name) => textOf(project.program, name)));
}
