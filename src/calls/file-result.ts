import type ts = require('typescript');

import { KeyshapeError } from '../error.js';
import type { Problem, Reading } from '../reader/index.js';
import { unforeseen } from '../reader/problems.js';
import type { AnalysedProgram } from './analysed-program.js';
import type { BindingNode } from './bindings.js';
import { placeOf, toDiagnostic } from './diagnostics.js';
import { digestOf } from './digest.js';
import type { Draft, Site } from './drafts.js';
import { droppable } from './droppable.js';
import type { ReadCall } from './models.js';
import type { ResolvedOptions } from './options.js';
import type { ReplacedCall, Replacement, Replacements } from './replacement.js';

/**
 * What was decided about one file. It names nodes, not places: what can stand for a call depends on what is around it (brackets on its parent,
 * the arguments that stay as they are), and the emit of a host hands its transformer these very nodes. What is kept, or leaves the
 * process, is plain data that is made of it: an `Answer`, the digest.
 */
export interface FileResult {
  readonly file: ts.SourceFile;
  readonly replacements: Replacements;
  /** The calls whose types were read, in order. */
  readonly calls: readonly ReadCall[];
  /** Parameters that take a version, and the message of the error that becomes their default value: whoever passes none is told. */
  readonly guards: ReadonlyMap<ts.ParameterDeclaration, string>;
  /** The imports and re-exports that the output does without. */
  readonly drops: ReadonlySet<BindingNode>;
  readonly diagnostics: readonly ts.Diagnostic[];
  /** Stands for everything above: it changes exactly when the output or the errors of the file do. */
  readonly digest: string;
}

/**
 * Decides what becomes of a file, now that its types are read.
 *
 * @param readings - the readings of its sites; where the options are in error, there are none
 * @param tags - the errors of its tags
 * @returns `undefined` where there is nothing to change and nothing to report
 */
export function resultOf(
  analysed: AnalysedProgram,
  options: ResolvedOptions,
  item: Draft,
  readings: ReadonlyMap<Site, Reading>,
  tags: readonly ts.Diagnostic[],
): FileResult | undefined {
  const problems = [...item.problems];
  const replacements = new Map<ReplacedCall, Replacement>(item.parameters);
  const calls: ReadCall[] = [];
  for (const site of item.sites) {
    const reading = readings.get(site);
    if (!reading) continue;
    const unlisted = reading.problems.length === 0 ? analysed.unlistedProject(site.source) : undefined;
    for (const problem of unlisted ? [unlisted] : reading.problems) {
      problems.push({ problem: site.explained(problem), where: placeOf(site.place) });
    }
    if (unlisted || reading.problems.length > 0) continue;
    // Its type is known, whatever becomes of the call: a lock file that cannot be read is written anew by what the types are.
    calls.push({ name: site.name, type: site.type, reading });
    try {
      replacements.set(site.call, site.replacement(reading));
    } catch (error) {
      problems.push({ problem: problemOf(error, site), where: placeOf(site.place) });
    }
  }
  const replaced = [...replacements.keys()].flatMap((call) => item.namings.get(call) ?? []);
  const drops = droppable(analysed.syntax, analysed.program.getTypeChecker(), item.bindings, replaced);
  const { guards } = item;
  const diagnostics = [
    ...problems.map(({ problem, where }) => toDiagnostic(analysed.program, problem, where)),
    ...tags,
  ].sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  const isUntouched = item.sites.length === 0 && !isRewritten({ replacements, guards, drops });
  if (isUntouched && diagnostics.length === 0) return undefined;
  let digest: string | undefined;
  return {
    file: item.file,
    replacements,
    calls,
    guards,
    drops,
    diagnostics,
    // Only what keeps an output asks for it.
    get digest() {
      digest ??= digestOf(options, replacements, guards, drops, diagnostics);
      return digest;
    },
  };
}

/** Whether the output is made of anything but the file as it is. */
export function isRewritten({
  replacements,
  guards,
  drops,
}: Pick<FileResult, 'replacements' | 'guards' | 'drops'>): boolean {
  return [replacements, guards, drops].some(({ size }) => size > 0);
}

/** Why no replacement could be made of what was read: a lock file that cannot be read, or a text that is too large to make. */
function problemOf(error: unknown, { place }: Site): Problem {
  if (error instanceof KeyshapeError && error.code === 'KS3010') {
    return { code: error.code, message: error.message };
  }
  const { code, reason, wayOut } = unforeseen(error);
  return { code, message: `${place.getText()}: ${reason}. ${wayOut}` };
}
