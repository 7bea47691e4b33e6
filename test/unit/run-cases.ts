import type ts from 'typescript';
import { readTypes } from '../../src/compilers/classic/read-types.js';
import { findTagProblems, type ReaderOptions } from '../../src/reader/index.js';
import { type CaseGroup, canExpress } from './case-files.js';
import { createCaseProgram, type Layout, rootsOf } from './case-program.js';

/** What was read at a root: plain data, for another process too. */
export interface RootOutcome {
  readonly name: string;
  readonly unlike: boolean;
  readonly at: string | undefined;
  /** All 64 digits. */
  readonly version: string | undefined;
  readonly text: string | undefined;
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

/** What was read of a group, under its own options and then under each of `also`. */
export interface GroupOutcome {
  readonly group: CaseGroup;
  readonly runs: readonly (readonly RootOutcome[])[];
  readonly tagProblems: readonly { readonly code: string; readonly message: string }[];
  /** TypeScript's errors in the group's files, under its own options. */
  readonly errors: readonly { readonly code: number; readonly message: string }[];
}

export interface Run {
  readonly groups: readonly CaseGroup[];
  readonly layout: Layout;
  /** Whether TypeScript's errors are asked for, which takes a check of every file. */
  readonly check?: boolean;
}

/** Reads all groups that the compiler can express, those with the same options in one program. */
export function runCases(
  compiler: typeof ts,
  { groups, layout, check = false }: Run,
): readonly GroupOutcome[] {
  const batches = new Map<string, CaseGroup[]>();
  for (const group of groups) {
    if (!canExpress(compiler.versionMajorMinor, group)) continue;
    const alone = group.alone ? `${group.topic}/${group.number}` : '';
    const key = JSON.stringify([group.options, group.also, group.reader, alone]);
    batches.set(key, [...(batches.get(key) ?? []), group]);
  }
  const outcomes = [...batches.values()].flatMap((batch) => runBatch(compiler, layout, batch, check));
  const order = new Map(groups.map((group, index) => [group, index]));
  return outcomes.sort((a, b) => order.get(a.group)! - order.get(b.group)!);
}

function runBatch(
  compiler: typeof ts,
  layout: Layout,
  batch: readonly CaseGroup[],
  check: boolean,
): GroupOutcome[] {
  const own = createCaseProgram(compiler, layout, batch);
  const readerOptions = { any: 'refuse', serializer: 'json', ...batch[0]!.reader } as ReaderOptions;
  const runs = [
    readBatch(compiler, own, batch, readerOptions),
    ...batch[0]!.also.map((also) =>
      readBatch(compiler, createCaseProgram(compiler, layout, batch, also), batch, readerOptions),
    ),
  ];
  return batch.map((group, index) => {
    const files = own.files(group);
    return {
      group,
      runs: runs.map((run) => run[index]!),
      tagProblems: files.flatMap((file) =>
        findTagProblems(compiler, file, readerOptions.serializer).map(({ problem }) => problem),
      ),
      errors: check ? files.flatMap((file) => errorsOf(compiler, own.program, file)) : [],
    };
  });
}

function readBatch(
  compiler: typeof ts,
  { program, files }: ReturnType<typeof createCaseProgram>,
  batch: readonly CaseGroup[],
  options: ReaderOptions,
): RootOutcome[][] {
  program.getTypeChecker(); // binds the files, which sets the nodes' parents
  const roots = batch.map((group) =>
    rootsOf(compiler, files(group).find((file) => file.fileName.endsWith('/main.ts'))!),
  );
  const readings = readTypes(
    compiler,
    program,
    roots.flat().map(({ node }) => node),
    options,
  );
  let next = 0;
  return roots.map((group) =>
    group.map(({ name, unlike, at }) => {
      const reading = readings[next++]!;
      const known = reading.problems.length === 0;
      return {
        name,
        unlike,
        at,
        version: known ? reading.version(64) : undefined,
        text: known ? reading.text() : undefined,
        problems: reading.problems.map(({ code, message }) => ({ code, message })),
      };
    }),
  );
}

function errorsOf(compiler: typeof ts, program: ts.Program, file: ts.SourceFile) {
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ code, messageText }) => ({ code, message: compiler.flattenDiagnosticMessageText(messageText, ' ') }),
  );
}
