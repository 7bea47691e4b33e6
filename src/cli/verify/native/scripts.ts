import { editedFiles } from '../../../compilers/native/emit/edited-files.js';
import { editedJavaScript, javaScript } from '../../../compilers/native/emit/emit-with-server.js';
import type { ReadProject } from '../../../compilers/native/emit/output-paths.js';
import type { Outputs } from '../../../compilers/native/emit/outputs.js';
import { StockFailure, StockMirror } from '../../../compilers/native/emit/stock-mirror.js';
import type { OpenedProject } from '../../../compilers/native/server/opened-project.js';
import { pathsOf } from '../../../project/native/checked-project.js';
import type { Workspace } from '../../../project/native/workspace.js';
import { UsageError } from '../../command.js';

/** Makes the JavaScript of projects of a workspace, and writes none of it to their outputs. */
export interface Scripts {
  /** The JavaScript of the files that keyshape changes, with the changes. */
  edited(checked: ReadProject): Promise<Outputs>;
  /** The JavaScript of the same files, without them. */
  plain(checked: ReadProject): Promise<Outputs>;
  close(): Promise<void>;
}

/** Through the API of the compiler where that emits (7.1), else through its `tsc`. */
export function scriptsOf(workspace: Workspace, projects: readonly OpenedProject[]): Scripts {
  const emits = projects.some(({ project }) => project.program.getJavaScriptEmit !== undefined);
  return emits ? throughApi(workspace) : new StockScripts(projects);
}

function throughApi(workspace: Workspace): Scripts {
  return {
    edited: async (checked) =>
      editedJavaScript(workspace.server, checked, editedFiles(checked, checked.analysis.files)),
    plain: async ({ opened, analysis }) => javaScript(opened.project.program, [...analysis.files.keys()]),
    close: async () => undefined,
  };
}

/** For 7.0, whose API emits nothing. */
class StockScripts implements Scripts {
  private mirror: StockMirror | undefined;
  private readonly declared = new Set<OpenedProject>();

  constructor(private readonly projects: readonly OpenedProject[]) {}

  async edited(checked: ReadProject): Promise<Outputs> {
    const texts = new Map(
      [...editedFiles(checked, checked.analysis.files)].map(([name, { text }]) => [name, text]),
    );
    return this.emit(checked, texts);
  }

  async plain(checked: ReadProject): Promise<Outputs> {
    return this.emit(checked, new Map());
  }

  async close(): Promise<void> {
    await this.mirror?.remove();
  }

  private async emit(checked: ReadProject, texts: ReadonlyMap<string, string>): Promise<Outputs> {
    this.mirror ??= new StockMirror(this.projects.map(pathsOf));
    try {
      await this.declareBefore(checked.opened, this.mirror);
      return await this.mirror.emitJavaScript(checked, texts);
    } catch (error) {
      if (!(error instanceof StockFailure)) throw error;
      throw new UsageError(`${checked.opened.configFile} cannot be compiled: ${error.message}`);
    }
  }

  /** Declarations on the disk may be old: those of projects that others refer to are made afresh. */
  private async declareBefore(opened: OpenedProject, mirror: StockMirror): Promise<void> {
    const referenced = new Set(this.projects.flatMap(({ facts }) => facts.references));
    for (const one of this.projects.slice(0, this.projects.indexOf(opened))) {
      if (this.declared.has(one) || one.rootFiles.length === 0 || !referenced.has(one.configFile)) continue;
      this.declared.add(one);
      await mirror.emitDeclarations(pathsOf(one));
    }
  }
}
