import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type Answer,
  applyEdits,
  type Dependencies,
  type EditedFile,
  isOfText,
  type ProjectChange,
  type Projects,
  projectsWith,
  type Report,
} from '../../project/index.js';
import { fitEdits } from './fit-edits.js';
import { changedBefore, ofNoProject } from './reports.js';

/** What becomes of a module that has something of ours. */
export interface Outcome {
  /** Left out where there are errors. */
  readonly output?: EditedFile;
  readonly errors: readonly Report[];
  readonly dependencies: Dependencies;
}

/** What became of modules, by file name. */
export type Outcomes = ReadonlyMap<string, Answer | undefined>;

/** What all bundlers have in common: they hand over the text of a module, and tell when something changed. */
export interface Bundler {
  /**
   * Replaces the calls in a module.
   *
   * @param text - the module as the bundler has it
   * @param id - its name, which may have a query behind it
   * @returns `undefined` where there is nothing of ours
   */
  transform(text: string, id: string): Outcome | undefined;
  /** A short hash of what becomes of a module, its own text aside; `undefined` where there is nothing of ours. */
  digest(id: string): string | undefined;
  /** Whether a module has something of ours, so that more than its own text decides what becomes of it. */
  holds(id: string): boolean;
  /** What became of the modules that were handed over until now, when they were, to compare with later. */
  outcomes(): Outcomes;
  /** What becomes of them now. */
  answers(): Outcomes;
  /** The modules whose outcome is another than `before`, or, where that is left out, than when they were last handed over. */
  outdated(before?: Outcomes): readonly string[];
  /** What the outcome of a module depends on; `undefined` for one that is of no project. */
  dependencies(id: string): Dependencies | undefined;
  /** The files whose outcome may be another when some files change. */
  dependents(changed: readonly string[]): readonly string[];
  /** Takes in what changed on the disk; left out, anything may have. */
  update(change?: ProjectChange): void;
}

/** The modules that are to be handed over: scripts, and components that have one inside. */
export const handedOver = {
  include: [/\.[cm]?[jt]sx?(?:\?|$)/, /\.(?:vue|svelte|astro)$/],
  // Rollup marks with a zero byte what a plugin made up.
  exclude: [/^\0/, /[\\/]node_modules[\\/]/, /\.d\.[cm]?ts(?:\?|$)/],
};

/**
 * Opens what all bundlers have in common.
 *
 * @param entry - what the user imports the plugin from
 * @param options - keyshape's options, as the user handed them over
 */
export function createBundler(entry: string, options: unknown): Bundler {
  const projects = projectsWith({ host: { value: options ?? {}, place: `in the options of ${entry}` } });
  const isHandedOver = (id: string) =>
    handedOver.include.some((pattern) => pattern.test(id)) &&
    !handedOver.exclude.some((pattern) => pattern.test(id));
  const answerFor = (id: string) => projects.of(fileOf(id))?.answer(fileOf(id));
  /** By file name, what became of it when it was last handed over. */
  const became = new Map<string, Answer | undefined>();
  return {
    transform(text, id) {
      if (!isHandedOver(id)) return undefined;
      const outcome = transform(projects, text, id);
      became.set(fileOf(id), answerFor(id));
      return outcome;
    },
    digest(id) {
      const text = isHandedOver(id) ? textOf(answerFor(id)) : undefined;
      return text && createHash('sha256').update(text).digest('hex').slice(0, 16);
    },
    holds: (id) => isHandedOver(id) && answerFor(id) !== undefined,
    outcomes: () => new Map(became),
    answers: () => new Map([...became.keys()].map((file) => [file, answerFor(file)])),
    outdated: (before = became) =>
      [...before].flatMap(([file, answer]) => (isSame(answerFor(file), answer) ? [] : file)),
    dependencies: (id) => (isHandedOver(id) ? projects.of(fileOf(id))?.dependencies() : undefined),
    dependents: (changed) => [...new Set(changed.flatMap((name) => dependents(projects, name)))],
    update: (change) => projects.update(change),
  };
}

function dependents(projects: Projects, changed: string): readonly string[] {
  const project = projects.of(changed);
  return project?.dependencies().files.includes(changed) ? project.files() : [];
}

/** Stands for what an answer makes of a file beside its own text. */
function textOf(answer: Answer | undefined): string | undefined {
  return answer && JSON.stringify([answer.edits.map(({ text }) => text), answer.diagnostics]);
}

function isSame(one: Answer | undefined, other: Answer | undefined): boolean {
  return one === other || textOf(one) === textOf(other);
}

/** The text of a module with its source map in it. */
export function withMap({ text, map }: EditedFile): string {
  return `${text}\n//# sourceMappingURL=${map().toUrl()}\n`;
}

function fileOf(id: string): string {
  return id.replace(/\?.*$/s, '');
}

function transform(projects: Projects, text: string, id: string): Outcome | undefined {
  const fileName = fileOf(id);
  const project = projects.of(fileName);
  if (!project) {
    const error = ofNoProject(fileName, text);
    return error && { errors: [error], dependencies: { files: [], direct: [], folders: [] } };
  }
  let answer = project.answer(fileName);
  if (!answer) return undefined;
  const given = bare(text);
  let isGiven = isOfText(answer, given);
  const source = isGiven ? given : bare(readFileSync(fileName, 'utf8'));
  if (!isGiven && !isOfText(answer, source)) {
    // The bundler was quicker than the news that the file changed.
    project.update({ changed: [fileName], isStructural: true });
    answer = project.answer(fileName);
    if (!answer) return undefined;
    isGiven = isOfText(answer, given);
  }
  const { dependencies, diagnostics, edits } = answer;
  if (diagnostics.length > 0) return { errors: diagnostics, dependencies };
  // The plugin may stand in the configuration of a project and in one that it extends.
  if (!isGiven && given === applyEdits(answer.fileName, source, edits).text) return undefined;
  const output = isGiven ? applyEdits(answer.fileName, given, edits) : editedElsewhere(answer, source, given);
  if (output) return { output: withContent(output, text), errors: [], dependencies };
  // What a query asks for need not be the module: it may be its text as a string, or its address.
  return fileName === id ? { errors: [changedBefore(fileName)], dependencies } : undefined;
}

/** Tools read the source from the map, or show what they made of it in its place. */
function withContent({ text, map }: EditedFile, source: string): EditedFile {
  return { text, map: () => Object.assign(map(), { sourcesContent: [source] }) };
}

/** A text without its byte order mark, which compilers do not count. */
function bare(text: string): string {
  return text.replace(/^\ufeff/, '');
}

/** Edits a text that an earlier plugin changed elsewhere: what that plugin made of the rest is kept. */
function editedElsewhere(answer: Answer, source: string, text: string): EditedFile | undefined {
  const edits = fitEdits(answer.edits, source, text);
  return edits && applyEdits(answer.fileName, text, edits);
}
