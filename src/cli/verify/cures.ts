import type { Io } from '../io.js';
import { type Finding, hasUnreplaced, majorOf, namesOf, type VerifyResult } from './result.js';
import { bundleCommand } from './setup.js';

/** What to do about findings, in lines. */
export function cures(
  result: VerifyResult,
  findings: readonly Finding[],
  paint: Io['paint'],
): readonly string[] {
  const kinds = new Set(findings.map(({ kind }) => kind));
  const first = kinds.has('error') ? ['Mend the errors first: no build may pass with them.'] : [];
  const more = result.outputs ? ofBundles(result, kinds, paint) : ofProjects(result, kinds, paint);
  return [...first, ...more];
}

type Kinds = ReadonlySet<Finding['kind']>;

/** Whether calls stand in the output as they were written. */
function areLeft(kinds: Kinds): boolean {
  return (['not-replaced', 'import', 'reference', 'runtime'] as const).some((kind) => kinds.has(kind));
}

/** What to do where what a bundler wrote was compared. */
function ofBundles({ setup }: VerifyResult, kinds: Kinds, paint: Io['paint']): readonly string[] {
  const { bundler } = setup;
  const lines: string[] = [];
  if (areLeft(kinds))
    lines.push(
      bundler
        ? `What ${bundler.name} bundles was not built with keyshape. Add ${bundler.line}.`
        : 'What was bundled was not built with keyshape: see "Set-up" in its README.',
    );
  if (kinds.has('missing'))
    lines.push('If a version is put together at run time by another tool, it cannot be found.');
  const again = 'Bundle everything again, without what the bundler keeps in its cache';
  const command = bundleCommand(setup);
  if (command === undefined) return [...lines, `${again}.`];
  return [...lines, `${again}, with`, '', `  ${paint('bold', command)}`];
}

/** What to do where what the compiler wrote was compared. */
function ofProjects(result: VerifyResult, kinds: Kinds, paint: Io['paint']): readonly string[] {
  const { bundler, hasTsJestOnly } = result.setup;
  const lines = [...whyUnreplaced(result)];
  if (hasTsJestOnly && result.projects.some(hasUnreplaced)) {
    lines.push('`keyshape/ts-jest` compiles the tests alone: what is deployed needs a build of its own.');
  }
  if (kinds.has('not-located')) {
    lines.push(
      'If a tool works on the output after the compiler, turn on `sourceMap` and let that tool keep the map.',
    );
  }
  if (kinds.has('not-built')) {
    lines.push(
      'If the build writes to another place than the configuration says, name it, --outDir <folder>, or the configuration that it uses, -p <tsconfig>.',
    );
  }
  const mayBeBundled =
    bundler && (kinds.has('not-built') || kinds.has('not-located') || areLeft(kinds)) ? bundler : undefined;
  if (mayBeBundled)
    lines.push(
      `If ${mayBeBundled.name} (${mayBeBundled.file}) writes what is deployed, compare that, after ${bundleCommand(result.setup)}:`,
      '',
      `  ${paint('bold', 'npx keyshape verify --output <file or folder>')}`,
      '',
    );
  const again = mayBeBundled ? 'Else build everything again with' : 'Build everything again with';
  return [...lines, again, '', `  ${paint('bold', result.cure)}`];
}

/** Why calls are left in the output of the compiler. */
function whyUnreplaced(result: VerifyResult): readonly string[] {
  const { hasTsPatch, hasTtypescript } = result.setup;
  const unreplaced = result.projects.filter(hasUnreplaced);
  if (unreplaced.length === 0) return [];
  if (result.ignoresPlugins) {
    return [
      `The output of ${namesOf(unreplaced)} was made by tsc: TypeScript ${majorOf(result)} ignores \`plugins\`. Build with \`keyshape build\`, as below.`,
    ];
  }
  const takesPlugins = hasTsPatch || hasTtypescript;
  const unset = unreplaced.filter(({ hasEntry }) => takesPlugins && !hasEntry);
  const lines: string[] = [];
  if (unset.length > 0) {
    lines.push(
      `Add { "transform": "keyshape/transform"${hasTsPatch ? ', "transformProgram": true' : ''} } to \`plugins\` in ${namesOf(unset)}.`,
    );
  }
  // Where a host takes the entry and it is missing, that is why the calls are left, and not plain tsc.
  if (unreplaced.length > unset.length)
    lines.push('Plain tsc ignores `plugins`: build with the command below.');
  return lines;
}
