import { isDeepStrictEqual } from 'node:util';

import type { Scope } from '../../calls/analysis.js';
import type { FileResult } from '../../calls/file-result.js';
import type { AnalysedPart } from '../../compilers/native/analyse.js';
import { FileGraph, isTakenForGlobal } from '../../compilers/native/source/file-graph.js';
import { ProgramFiles } from '../../compilers/native/source/program-files.js';
import { nativeSourceSyntax } from '../../compilers/native/source/source-syntax.js';
import type { ObservedDisk } from '../record/observed-disk.js';
import type { CheckedProject } from './checked-project.js';
import type { WorkspaceProject } from './workspace.js';

/** What was read at one state of a project, and by what. */
type Read = Pick<CheckedProject, 'analysis' | 'key'>;

/** A part that is read again, and the files whose results are asked for. */
interface Again {
  readonly part: AnalysedPart;
  readonly asked: ReadonlySet<string>;
}

/**
 * The last reading of a project and what was edited since: the next one asks only about files that can see an edited one, and keeps what
 * else was found. Where that may not be all, there is no part, and everything is read.
 */
export class LastReading {
  /** The files of the program, in its order. */
  private present: ProgramFiles;
  private readonly edited = new Map<string, string | undefined>();
  private graph: FileGraph | undefined;
  private isForAll = false;
  /** Whether a file of a package was edited, or another that imports may go by. */
  private isBeyondGraph = false;

  /**
   * @param opened - the project at the state that was read
   * @param read - what was found, of all files
   * @param earlier - the reading before, from which it did not go on
   */
  constructor(
    private opened: WorkspaceProject,
    private read: Read,
    earlier?: LastReading,
  ) {
    this.present = ProgramFiles.of(opened.open);
    if (isDeepStrictEqual(earlier?.present.names, this.present.names)) this.graph = earlier?.graph;
  }

  /** What is known of all files. */
  get results(): ReadonlyMap<string, FileResult> {
    return this.read.analysis.files;
  }

  /** The files of the program at its last state, another object where their order is another. */
  get files(): ProgramFiles {
    return this.present;
  }

  /** Notes files whose text changed, before the compiler takes them in. */
  willChange(names: readonly string[], disk: ObservedDisk): void {
    if (this.graph === undefined) {
      // Such a file is seen by all, whatever the graph would say.
      this.isForAll ||= names.some(isTakenForGlobal);
      if (this.isForAll) return;
    }
    const changed = new Set(names);
    const isCurrent = (name: string) => !changed.has(name) && disk.isAsRead(name) === true;
    this.graph ??= FileGraph.of({ ...this.sourceOf(this.opened, this.present), isCurrent });
    const { graph } = this;
    const { program } = this.opened.project;
    for (const name of names.filter((one) => graph?.has(one) && !this.edited.has(one))) {
      this.edited.set(name, program.getSourceFile(name)?.text);
    }
    this.isBeyondGraph ||= !names.every((name) => graph?.has(name));
    this.isForAll ||= graph?.isSeenByAll(names) !== false;
  }

  /** The state that the edits brought, which more may follow before it is read. */
  moveTo(opened: WorkspaceProject): void {
    this.opened = opened;
  }

  /** What is to be read at the present state; `undefined` for all, from then on. */
  again(): Again | undefined {
    const again = this.partToRead();
    this.isForAll ||= again === undefined;
    return again;
  }

  private partToRead(): Again | undefined {
    const { edited, opened, present } = this;
    const names = [...edited.keys()];
    const { program } = opened.project;
    const importsAsBefore = names.every(
      (name) => importing(edited.get(name)) === importing(program.getSourceFile(name)?.text),
    );
    const files = ProgramFiles.after(opened.open, present, importsAsBefore);
    if (files === undefined || this.isBeyondGraph) this.graph = undefined;
    const { graph } = this;
    if (files === undefined || graph === undefined) return undefined;
    const ordered = graph.declaringGlobally(present.names);
    const didDeclare = graph.anyDeclaresGlobally(names);
    graph.renew({ ...this.sourceOf(opened, files), isCurrent: () => true }, names);
    this.present = files;
    // Where the specifiers of others lead follows from it: to a script they lead nowhere, and a declared module stands before a file.
    if (didDeclare || graph.anyDeclaresGlobally(names)) {
      this.graph = undefined;
      return undefined;
    }
    const isInOrder = isDeepStrictEqual(ordered, graph.declaringGlobally(files.names));
    if (this.isForAll || !isInOrder || graph.isSeenByAll(names)) return undefined;
    const asked = graph.seeing(names);
    const { relevant, scope } = this.read.analysis;
    const isRelevant = (name: string) => relevant.has(name) && asked.has(name);
    return {
      asked,
      part: {
        relevant: new Set([...names, ...scope.carriers, ...files.names.filter(isRelevant)]),
        searched: new Set([...asked, ...scope.carriers, ...scope.naming]),
        isAsked: (name) => asked.has(name),
      },
    };
  }

  /**
   * Takes in what was read again.
   *
   * @returns whether it stands beside the rest; where call sites are looked for by other names than before, they may be anywhere
   */
  takeIn({ asked }: Again, { analysis, key }: Read): boolean {
    const before = this.read.analysis;
    if (key !== this.read.key || !isSameScope(before.scope, analysis.scope)) return false;
    const files = new Map([...before.files].filter(([name]) => !asked.has(name)));
    for (const [name, result] of analysis.files) if (asked.has(name)) files.set(name, result);
    const relevant = new Set([...before.relevant, ...analysis.relevant]);
    this.read = { key, analysis: { ...analysis, files, relevant } };
    this.edited.clear();
    return true;
  }

  private sourceOf({ open }: WorkspaceProject, files: ProgramFiles) {
    const { ast, module } = open.native;
    return { open, files, syntax: nativeSourceSyntax(ast, module) };
  }
}

/** Of a text, what may lead to other files. */
function importing(text: string | undefined): string | undefined {
  return text
    ?.match(/^.*(?:\b(?:from|import|require|resolution-mode|declare|module)\b|\/\/\/|@jsx).*$/gm)
    ?.join('\n');
}

function isSameScope(one: Scope, other: Scope): boolean {
  const plain = ({ carriers, exposed, naming, names }: Scope) => {
    const { types, values, constructors, wide } = names;
    return [carriers, exposed, naming, types, values, constructors, wide];
  };
  return isDeepStrictEqual(plain(one), plain(other));
}
