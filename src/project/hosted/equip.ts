import type ts = require('typescript');

import { foldVersions, isBuilt } from './file-versions.js';
import type { HostedProgram } from './hosted-program.js';
import { digestsOf } from './last-build.js';
import { rewriting } from './rewriting.js';

/** What builders ask of a program; internal, so used only where it is there. */
interface BuiltProgram extends ts.Program {
  /** Asked instead of `getSemanticDiagnostics`. */
  getBindAndCheckDiagnostics?(file: ts.SourceFile, token?: ts.CancellationToken): readonly ts.Diagnostic[];
  emitBuildInfo?(write?: ts.WriteFileCallback, token?: ts.CancellationToken): ts.EmitResult;
}

const equipped = new WeakSet<ts.Program>();

/** Whether {@link equipProgram} was here. */
export function isEquipped(program: ts.Program): boolean {
  return equipped.has(program);
}

/**
 * Makes a program emit replaced calls, report our errors as its own and count a call site as changed when its version
 * changed. It is the program itself that is changed, because builders keep the one they made.
 *
 * @param hosted - the program
 * @returns the same program
 */
export function equipProgram(hosted: HostedProgram): ts.Program {
  const { program } = hosted;
  if (equipped.has(program)) return program;
  equipped.add(program);
  // Only a builder needs the answers before it starts; an editor gets them when it asks.
  if (isBuilt(program)) foldVersions(program, digestsOf(hosted));
  reportThrough(hosted);
  emitThrough(hosted);
  return program;
}

function reportThrough(hosted: HostedProgram): void {
  const program: BuiltProgram = hosted.program;
  const { noCheck } = program.getCompilerOptions();

  const options = program.getOptionsDiagnostics;
  program.getOptionsDiagnostics = (token) => [...options.call(program, token), ...hosted.general()];

  type PerFile<T> = (file?: ts.SourceFile, token?: ts.CancellationToken) => readonly T[];
  function withOurs<T extends ts.Diagnostic>(ask: PerFile<T>): PerFile<T> {
    return (file, token) => {
      const ours = file ? hosted.diagnosticsOf(file) : fileDiagnostics(hosted);
      const theirs = ask.call(program, file, token);
      // Ours always have a place: that is all that tells the two types of diagnostics apart.
      return ours.length === 0 ? theirs : [...theirs, ...(ours as readonly T[])];
    };
  }

  // Under `noCheck` nobody asks for semantic errors.
  if (noCheck) {
    program.getSyntacticDiagnostics = withOurs<ts.DiagnosticWithLocation>(program.getSyntacticDiagnostics);
    rememberErrors(hosted);
    return;
  }
  program.getSemanticDiagnostics = withOurs<ts.Diagnostic>(program.getSemanticDiagnostics);
  const check = program.getBindAndCheckDiagnostics;
  if (check) {
    program.getBindAndCheckDiagnostics = (file, token) => [
      ...check.call(program, file, token),
      ...hosted.diagnosticsOf(file),
    ];
  }
}

/**
 * Under `noCheck`, `-b` takes a project for error-free when its build info is new, so the next build would say nothing
 * and succeed. A build info of another compiler version is never taken for new.
 */
function rememberErrors({ compiler, program, diagnostics }: HostedProgram): void {
  const built: BuiltProgram = program;
  const record = built.emitBuildInfo;
  if (!record) return;
  built.emitBuildInfo = (write, token) => {
    if (!write || diagnostics().length === 0) return record.call(built, write, token);
    const own = `"version":"${compiler.version}"`;
    const spoilt = `"version":"${compiler.version} with errors of keyshape"`;
    return record.call(
      built,
      (name, text, ...rest) => write(name, text.replace(own, spoilt), ...rest),
      token,
    );
  };
}

function fileDiagnostics(hosted: HostedProgram): readonly ts.Diagnostic[] {
  return [...hosted.analysis().files.values()].flatMap((result) => result.diagnostics);
}

function emitThrough(hosted: HostedProgram): void {
  const { program } = hosted;
  const emit = program.emit;
  const before = rewriting(hosted);
  // Builders pass arguments beyond the public five.
  program.emit = (...given: Parameters<ts.Program['emit']>) => {
    const [file, write, token, onlyDeclarations, transformers, ...rest] = given;
    const merged: ts.CustomTransformers = {
      ...transformers,
      before: [before, ...(transformers?.before ?? [])],
    };
    return emit.call(program, file, write, token, onlyDeclarations, merged, ...rest);
  };
}
