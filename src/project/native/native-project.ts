import type { Analysis } from '../../calls/analysis.js';
import type { Native } from '../../compilers/native/read-types.js';
import { nativeSourceSyntax } from '../../compilers/native/source/source-syntax.js';
import { type Answer, answerOf, type Dependencies } from '../answer.js';
import { type ProjectModels, projectModels } from '../models.js';
import { slashed } from '../paths.js';
import type { Project, ProjectChange, ProjectOptions } from '../project.js';
import { fromNative, fromOurs, type Report } from '../report.js';
import { readProject, textOf } from './checked-project.js';
import { Workspace, type WorkspaceProject } from './workspace.js';

/** The state of the project at one moment. */
interface State {
  readonly opened: WorkspaceProject;
  readonly analysis: Analysis;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly dependencies: Dependencies;
  readonly diagnostics: readonly Report[];
}

/** A project that TypeScript 7 reads, in a server of ours. */
export class NativeProject implements Project {
  private workspace: Workspace | undefined;
  private opened: WorkspaceProject | undefined;
  private state: State | undefined;

  constructor(
    private readonly native: Native,
    readonly configFile: string,
    private readonly options: ProjectOptions,
  ) {}

  files(): readonly string[] {
    return [...this.current().answers.keys()];
  }

  lists(fileName: string): boolean {
    return this.open().rootFiles.includes(slashed(fileName));
  }

  includes(fileName: string): boolean {
    if (this.lists(fileName)) return true;
    const { project, foreign } = this.open();
    const name = slashed(fileName);
    const metadata = project.program.getSourceFileMetadata(name);
    return (
      metadata !== undefined &&
      !metadata.isDefaultLibrary &&
      !metadata.isFromExternalLibrary &&
      !foreign.has(name)
    );
  }

  references(): readonly string[] {
    return this.open().facts.references;
  }

  answer(fileName: string): Answer | undefined {
    return this.current().answers.get(slashed(fileName));
  }

  dependencies(): Dependencies {
    return this.current().dependencies;
  }

  models(): ProjectModels | undefined {
    const { rootFiles, foreign } = this.open();
    if (rootFiles.length === 0) return undefined;
    return projectModels(this.configFile, this.current().analysis, foreign);
  }

  diagnostics(): readonly Report[] {
    return this.current().diagnostics;
  }

  update(change: ProjectChange = { changed: [], isStructural: true }): void {
    this.state = undefined;
    this.opened = undefined;
    this.workspace?.update(change);
  }

  close(): void {
    this.workspace?.close();
    this.workspace = undefined;
    this.opened = undefined;
    this.state = undefined;
  }

  private open(): WorkspaceProject {
    this.workspace ??= new Workspace(this.native, () => [this.configFile], this.options.overrides ?? {});
    this.opened ??= this.workspace.projects()[0]!;
    return this.opened;
  }

  private current(): State {
    this.state ??= this.read();
    return this.state;
  }

  private read(): State {
    const opened = this.open();
    const { analysis, options } = readProject(opened, this.options.host);
    const { files, folders } = this.workspace!.inputs();
    const dependencies = { files, folders };
    const general = analysis.general.map(fromOurs);
    const results = [...analysis.files.values()];
    const context = {
      syntax: nativeSourceSyntax(this.native.ast, this.native.module),
      keepsEmpty: options.verbatimModuleSyntax === true,
      general,
      elsewhere: results
        .filter(({ replacements }) => replacements.size === 0)
        .flatMap(({ diagnostics }) => diagnostics)
        .map(fromOurs),
      dependencies,
    };
    const answers = new Map(results.map((result) => [result.file.fileName, answerOf(context, result)]));
    return {
      opened,
      analysis,
      answers,
      dependencies,
      diagnostics: [...configurationErrors(opened), ...general],
    };
  }
}

// "No inputs were found": of a configuration that only refers to others, and of one that has none yet.
const noInputs: ReadonlySet<number> = new Set([18002, 18003]);

function configurationErrors({ project }: WorkspaceProject): readonly Report[] {
  return project.program
    .getConfigFileParsingDiagnostics()
    .filter(({ code }) => !noInputs.has(code))
    .map((diagnostic) => fromNative(diagnostic, (name) => textOf(project.program, name)));
}
