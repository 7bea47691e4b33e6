import { type FileResult, isRewritten } from '../../../calls/file-result.js';
import type { EditedFile } from '../../../rewrite/text/apply-edits.js';
import type { Server } from '../server/server.js';
import { editedFiles } from './edited-files.js';
import { compileWithStock } from './emit-stock.js';
import { type Begun, beginPlainJavaScript } from './emit-with-server.js';
import type { ProjectPaths } from './output-paths.js';
import type { Outputs } from './outputs.js';
import type { Templates } from './templates.js';

/** What the stock compiler makes of files with markers for versions. */
export interface BegunStock {
  readonly edits: ReadonlyMap<string, EditedFile>;
  readonly outputs: Promise<Outputs>;
}

/** JavaScript of a project that is begun with while the project is read: by the server, or with 7.0 by the stock compiler. */
export class Ahead {
  private begun: Begun | undefined;
  private stock: BegunStock | undefined;

  constructor(
    private readonly server: Server,
    private readonly paths: ProjectPaths,
    private readonly templates: Templates,
  ) {}

  /** JavaScript of files as they are. */
  get plain(): Begun | undefined {
    return this.begun;
  }

  /** @param files - those that may change */
  callersFound(files: ReadonlySet<string>): void {
    this.begun = beginPlainJavaScript(this.paths, files);
  }

  /** The stock compiler needs no version: a marker stands for each. */
  foreseen(files: ReadonlyMap<string, FileResult>): void {
    const { options, opened } = this.paths;
    const isServers = opened.project.program.getJavaScriptEmit !== undefined;
    if (isServers || options.emitDeclarationOnly === true) return;
    const edits = editedFiles(this.paths, files, (result) => this.templates.marked(result));
    const outputs = compileWithStock(this.paths, edits, this.server.overrides);
    // A failure is told to whoever waits for the outputs, if anybody does.
    outputs.catch(() => undefined);
    this.stock = { edits, outputs };
  }

  /**
   * What the stock compiler was begun with, if that turned out to be what has to be compiled.
   *
   * @param files - what has become of files
   */
  compiled(files: ReadonlyMap<string, FileResult>): BegunStock | undefined {
    const changing = [...files.values()].filter(isRewritten);
    const { stock, templates } = this;
    const isSame =
      stock !== undefined &&
      stock.edits.size === changing.length &&
      changing.every((result) => stock.edits.has(result.file.fileName) && templates.holds(result));
    return isSame ? stock : undefined;
  }
}
