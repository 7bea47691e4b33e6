import { join } from 'node:path';
import type ts from 'typescript';
import type { Native } from '../../src/compilers/native/read-types.js';
import type { ReaderOptions } from '../../src/reader/index.js';
import { type CaseGroup, canExpress } from '../unit/case-files.js';
import { createCaseProgram } from '../unit/case-program.js';
import { type GroupOutcome, type RootOutcome, runCases } from '../unit/run-cases.js';
import { DiskProject, type NativeRun, readCalls, withProject } from './projects.js';

/** A compiler's outcomes of the cases, and how many roots it read. */
export interface Comparison {
  readonly roots: number;
  /** A line for each difference; empty where all is equal. */
  readonly differences: readonly string[];
}

/** Groups whose options are the same, which share a program. */
export function batchesOf(groups: readonly CaseGroup[]): readonly (readonly CaseGroup[])[] {
  const batches = new Map<string, CaseGroup[]>();
  for (const group of groups) {
    const alone = group.alone ? `${group.topic}/${group.number}` : '';
    const key = JSON.stringify([group.options, group.also, group.reader, alone]);
    batches.set(key, [...(batches.get(key) ?? []), group]);
  }
  return [...batches.values()];
}

/** Reads a batch through classic and native compilers; tells where a native one differs from a classic one. */
export function compareBatch(
  compilers: readonly (typeof ts)[],
  natives: readonly Native[],
  batch: readonly CaseGroup[],
  modules: string,
): readonly Comparison[] {
  const project = new DiskProject(modules);
  try {
    const layout = { folder: project.folder };
    const compiler = compilers.at(-1)!;
    const groups = batch.filter((group) => canExpress(compiler.versionMajorMinor, group));
    const expected = compilers.map((one) => runCases(one, { groups, layout }));
    const runs = [{}, ...batch[0]!.also].map((also) => ({
      also,
      files: filesOf(compiler, project.folder, groups, also),
    }));
    return natives.map((native) => {
      const differences: string[] = [];
      let roots = 0;
      runs.forEach(({ also, files }, run) => {
        project.write(files.texts);
        project.configure(optionsOf({ ...batch[0]!.options, ...also }), files.sources);
        const options = { any: 'refuse', serializer: 'json', ...batch[0]!.reader } as ReaderOptions;
        const found = withProject(native, project.configFile, (open) =>
          outcomesOf(readCalls(open, project.configFile, files.mains, files.ofGroups, options)),
        );
        roots += found.readings.flat().length;
        for (const outcomes of expected) {
          for (const outcome of outcomes) {
            const index = groups.indexOf(outcome.group);
            differences.push(...differencesOf(outcome.group, outcome.runs[run]!, found.readings[index]!));
            if (run === 0) differences.push(...tagDifferences(outcome, found.tagProblems[index]!));
          }
        }
      });
      return { roots, differences: [...new Set(differences)] };
    });
  } finally {
    project.remove();
  }
}

type Outcome = Pick<RootOutcome, 'text' | 'problems'>;

/** Texts are made while the server runs. */
function outcomesOf({ readings, tagProblems }: NativeRun) {
  return {
    tagProblems,
    readings: readings.map((group) =>
      group.map(
        (reading): Outcome => ({
          text: reading.problems.length === 0 ? reading.text() : undefined,
          problems: reading.problems,
        }),
      ),
    ),
  };
}

function filesOf(compiler: typeof ts, folder: string, groups: readonly CaseGroup[], also: object) {
  const program = createCaseProgram(compiler, { folder }, groups, { ...also });
  const texts = new Map<string, string>();
  const sources: string[] = [];
  for (const group of groups) {
    const place = join(group.topic, String(group.number));
    for (const [name, text] of group.files) {
      const path = join(place, name);
      texts.set(path, program.program.getSourceFile(join(folder, path))?.text ?? text);
      const isSource = /\.[jt]s$/.test(path) && !path.includes('/node_modules/');
      if (isSource) sources.push(path);
    }
  }
  return {
    texts,
    sources,
    mains: groups.map((group) => join(folder, group.topic, String(group.number), 'main.ts')),
    ofGroups: groups.map((group) => program.files(group).map((file) => file.fileName)),
  };
}

function optionsOf(options: Readonly<Record<string, unknown>>): object {
  return {
    strict: true,
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'bundler',
    lib: ['es2022'],
    types: [],
    esModuleInterop: true,
    skipLibCheck: true,
    noEmit: true,
    ...options,
  };
}

function differencesOf(
  group: CaseGroup,
  expected: readonly RootOutcome[],
  actual: readonly Outcome[],
): string[] {
  if (expected.length !== actual.length) {
    return [`${place(group)} ${expected.length} roots, not ${actual.length}`];
  }
  return expected.flatMap((one, index) => {
    const [wanted, got] = [one, actual[index]!].map((outcome) => outcome.text ?? said(outcome.problems));
    return wanted === got ? [] : [`${place(group)} ${one.name}:\n    ${wanted}\n    ${got}`];
  });
}

function tagDifferences(
  { group, tagProblems }: GroupOutcome,
  actual: readonly { code: string; message: string }[],
) {
  const [one, other] = [tagProblems, actual].map(said);
  return one === other ? [] : [`${place(group)} tags:\n    ${one}\n    ${other}`];
}

/** TypeScript 7 hands over a lone surrogate as three U+FFFD: that much of a message may differ. */
function said(problems: readonly { readonly code: string; readonly message: string }[]): string {
  const told = problems.map(({ code, message }) => `${code} ${message}`).join(' | ');
  return told.replace(/\\ud[89a-f][0-9a-f]{2}/g, '\uFFFD\uFFFD\uFFFD');
}

function place({ topic, line }: CaseGroup): string {
  return `fixtures/cases/${topic}.ts:${line}`;
}
