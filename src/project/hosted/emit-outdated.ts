import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type ts = require('typescript');

import { setupError, toError } from '../../calls/diagnostics.js';
import { buildId } from '../../version.js';
import type { HostedProgram } from './hosted-program.js';
import { type Digests, freshDigests, readDigests, writeDigests } from './last-build.js';
import { recordBeside } from './program-state.js';

/** What an emit left behind. */
interface Emitted {
  readonly digests: Digests;
  /** Files whose output is out of date. */
  readonly outdated: ReadonlySet<string>;
}

/** By configuration, the last emit of this process. */
const emitted = new Map<string, Emitted>();
const prepared = new WeakSet<ts.Program>();

/** Internal, and the same from 4.9 to 6.0. */
interface Compiler {
  getTsBuildInfoEmitOutputFilePath?(options: ts.CompilerOptions): string | undefined;
}

interface BuiltProgram extends ts.Program {
  /** Internal; what a builder ends an emit with where it keeps a record. */
  emitBuildInfo?(write?: ts.WriteFileCallback, token?: ts.CancellationToken): ts.EmitResult;
}

/**
 * Prepares a program whose builder has already decided which files it emits: with the first of them, those are emitted too in which
 * something else is inlined now than in their output. Our errors are reported as errors of the emit.
 *
 * @param hosted - the program, which is about to be emitted with a transformer of ours
 * @throws BuildError when the emit is over and an output is still out of date, because the builder emitted nothing at all
 */
export function emitOutdated(hosted: HostedProgram): void {
  const { compiler, program } = hosted;
  if (prepared.has(program)) return;
  prepared.add(program);
  const { configFilePath, noEmit, noEmitOnError } = program.getCompilerOptions();
  const configFile = typeof configFilePath === 'string' ? configFilePath : '';
  const digests = freshDigests(hosted);
  const last = emitted.get(configFile) ?? lastRun(hosted, configFile);
  const outdated = new Set(last === 'unknown' ? ownFiles(program) : outdatedSince(program, last, digests));
  emitted.set(configFile, { digests, outdated });
  const reports = emitThrough(hosted, outdated, () => {
    if (outdated.size === 0) keep(hosted, configFile, digests);
  });
  // An emit is synchronous, so that this is after it.
  queueMicrotask(() => {
    const errors = reports.end();
    if ((outdated.size === 0 && errors.length === 0) || noEmit) return;
    // Errors of the compiler's own held it back.
    if (noEmitOnError && compiler.getPreEmitDiagnostics(program).length > 0) return;
    throw errors.length > 0 ? toError(compiler, program, errors) : notEmitted([...outdated][0]!);
  });
}

/** The files that are emitted one by one. */
function ownFiles(program: ts.Program): readonly string[] {
  return program
    .getSourceFiles()
    .filter((file) => !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file))
    .map(({ fileName }) => fileName);
}

function outdatedSince(program: ts.Program, last: Emitted | undefined, digests: Digests): readonly string[] {
  if (last === undefined) return [];
  const names = new Set([...last.digests.keys(), ...digests.keys()]);
  const differing = [...names].filter((name) => last.digests.get(name) !== digests.get(name));
  return [...last.outdated, ...differing].filter((name) => program.getSourceFile(name));
}

/** What an emit reports of ours. */
interface Reports {
  /** Takes back what was reported, and hands over what was not, because nothing was emitted. */
  end(): readonly ts.Diagnostic[];
}

/**
 * Has the program emit the outdated files with the first one that its builder emits, and report our errors.
 *
 * @param outdated - is emptied as files are emitted
 * @param recorded - is called when the builder has written its record
 */
function emitThrough(hosted: HostedProgram, outdated: Set<string>, recorded: () => void): Reports {
  const program: BuiltProgram = hosted.program;
  const errors = hosted.diagnostics();
  const holdsBack = program.getCompilerOptions().noEmitOnError === true && errors.length > 0;
  const { emit, emitBuildInfo } = program;
  // A builder keeps what the emit of a file reported, in its record too, and reports it until that file is emitted again. Ours are
  // found anew each time: they come with the record, or are taken back.
  const withRecord = emitBuildInfo !== undefined && recordPathOf(hosted) !== undefined;
  let isReported = false;
  let reported: ts.Diagnostic[] | undefined;
  // Builders pass arguments beyond the public five.
  program.emit = (...given: Parameters<ts.Program['emit']>) => {
    const [file, write, token, onlyDeclarations, transformers, ...rest] = given;
    // A builder asks in this way for the declarations too that it compares signatures by.
    if (onlyDeclarations) return emit.apply(program, given);
    const results: ts.EmitResult[] = [];
    if (holdsBack) for (const name of file ? [file.fileName] : ownFiles(program)) outdated.add(name);
    else {
      results.push(emit.apply(program, given));
      if (file) outdated.delete(file.fileName);
      else outdated.clear();
      for (const name of outdated) {
        const other = program.getSourceFile(name);
        results.push(emit.call(program, other, write, token, undefined, transformers, ...rest));
      }
      outdated.clear();
    }
    const diagnostics = results.flatMap((result) => result.diagnostics);
    if (!withRecord && !isReported) {
      isReported = true;
      reported = diagnostics;
      diagnostics.push(...errors);
    }
    return { ...results[0], emitSkipped: results.every(({ emitSkipped }) => emitSkipped), diagnostics };
  };
  if (withRecord) {
    program.emitBuildInfo = (...given) => {
      const result = emitBuildInfo.apply(program, given);
      recorded();
      isReported = true;
      return { ...result, diagnostics: [...result.diagnostics, ...errors] };
    };
  }
  return {
    end() {
      const theirs = reported?.filter((one) => !errors.includes(one)) ?? [];
      reported?.splice(0, reported.length, ...theirs);
      return isReported ? [] : errors;
    },
  };
}

/** What an earlier process left: nothing where there is no record of its builder; `unknown` where that record is not of a build of ours. */
function lastRun(hosted: HostedProgram, configFile: string): Emitted | 'unknown' | undefined {
  const { incremental, composite } = hosted.program.getCompilerOptions();
  if (!incremental && !composite) return undefined;
  if ((hosted.compiler as Compiler).getTsBuildInfoEmitOutputFilePath === undefined) return 'unknown';
  const key = keyOf(hosted);
  if (key === undefined) return undefined;
  const path = recordBeside(configFile, '-emitted');
  const digests = path === undefined ? undefined : readDigests(path, key);
  return digests ? { digests, outdated: new Set() } : 'unknown';
}

function keep(hosted: HostedProgram, configFile: string, digests: Digests): void {
  const key = keyOf(hosted);
  const path = recordBeside(configFile, '-emitted');
  if (key !== undefined && path !== undefined) writeDigests(path, key, digests);
}

/** Stands for the record that a builder keeps of its outputs, as it is on the disk; `undefined` where there is none. */
function keyOf(hosted: HostedProgram): string | undefined {
  const path = recordPathOf(hosted);
  try {
    if (path === undefined) return undefined;
    return createHash('sha256').update(buildId).update(readFileSync(path)).digest('hex');
  } catch {
    return undefined;
  }
}

function recordPathOf({ compiler, program }: HostedProgram): string | undefined {
  return (compiler as Compiler).getTsBuildInfoEmitOutputFilePath?.(program.getCompilerOptions());
}

function notEmitted(fileName: string): Error {
  return setupError({
    code: 'KS3003',
    message: `the compiler emitted nothing, so that the output of ${fileName} keeps an old version, or calls that were not replaced. Delete the output folder and the .tsbuildinfo, and build again.`,
  });
}
