import type ts = require('typescript');

import { setupError, toError } from '../../calls/diagnostics.js';
import { loadsKeyshape } from '../../calls/isolated.js';
import type { KeyshapeOptions } from '../../calls/options.js';
import { compilerOf, type ProgramSource, presentProgram } from '../../compilers/classic/program.js';
import { rewriteFile } from '../../rewrite/tree/rewrite-file.js';
import type { HostOptions } from '../configuration/resolve-options.js';
import { assertFresh } from './freshness.js';
import { type HostedProgram, hostedProgram } from './hosted-program.js';

/** What the exported factory takes beside the options of the plugin entry. */
export interface TransformerOptions extends KeyshapeOptions {
  /** The TypeScript module that made the program. Left out, it is resolved from the program's project. */
  readonly ts?: typeof ts | undefined;
}

const freshAgain =
  'With @rollup/plugin-typescript use `keyshape` from keyshape/rollup. Elsewhere turn `incremental` and `composite` off, or build with ts-patch and `"transformProgram": true`.';

/** The emit's view of the program; internal, the same from 4.9 to 6.0, asked only where it is there. */
interface ContextWithHost extends ts.TransformationContext {
  getEmitHost?(): { getSourceFiles?(): readonly ts.SourceFile[] } | undefined;
}

/**
 * Makes the transformer for a host that takes custom transformers. Such a host has no channel for errors, so they are thrown.
 *
 * @param source - the program, or a function that returns the present one (for hosts that watch)
 * @param given - the TypeScript module that made the program; left out, it is resolved from the program's project
 * @param host - the options that the host was given itself
 * @returns a transformer for `before`
 * @throws BuildError while a file is transformed: `file(line,col): error KS1001: …`, every error of the program at
 * once, for a file that has one; and for wrong options or a set-up that cannot be kept fresh
 */
export function transformerFor(
  source: ProgramSource,
  given: typeof ts | undefined,
  host: HostOptions,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const program = presentProgram(source);
    const compiler = compilerOf(program, given);
    const hosted = hostedProgram(compiler, program, { host });
    // Before any file: those that a builder passes over are not handed to us.
    assertFresh(hosted, freshAgain);
    return (file) => {
      assertPresent(hosted, context, file);
      return transformOrThrow(hosted, context, file);
    };
  };
}

/** Throws for a program that is not the one being emitted: its types may be out of date. */
function assertPresent(
  { compiler, program, analysis }: HostedProgram,
  context: ContextWithHost,
  file: ts.SourceFile,
): void {
  const parsed = compiler.getParseTreeNode(file) ?? file;
  const emitted = context.getEmitHost?.()?.getSourceFiles?.();
  if (program.getSourceFile(file.fileName) === parsed && (!emitted || emitted === program.getSourceFiles()))
    return;
  if (!loadsKeyshape(compiler, file) && !analysis().files.has(file.fileName)) return;
  if (!program.getSourceFile(file.fileName)) {
    throw setupError({
      code: 'KS2007',
      message: `${file.fileName} is compiled without type information, so the types of its calls of keyshape are unknown. Turn off transpile-only or isolated compilation.`,
    });
  }
  throw setupError({
    code: 'KS3005',
    message: `${file.fileName} is emitted by another program than the one handed to keyshape, whose types may be out of date. Hand over a function that returns the present program: keyshapeTransformer(getProgram, …). With @rollup/plugin-typescript use \`keyshape\` from keyshape/rollup.`,
  });
}

/** Transforms a file; throws for a file with errors, or with calls whose types have errors elsewhere (a malformed tag). */
function transformOrThrow(
  hosted: HostedProgram,
  context: ts.TransformationContext,
  file: ts.SourceFile,
): ts.SourceFile {
  const { compiler, program } = hosted;
  const { general, files } = hosted.analysis();
  const result = files.get(file.fileName);
  if (general.length > 0) throw toError(compiler, program, general);
  if (!result) return file;
  const errors = hosted.diagnostics();
  const elsewhere = [...files.values()].some(
    (other) => other.replacements.size === 0 && other.diagnostics.length > 0,
  );
  if (result.diagnostics.length > 0 || (elsewhere && result.replacements.size > 0)) {
    const own = new Set(result.diagnostics);
    throw toError(compiler, program, [...own, ...errors.filter((error) => !own.has(error))]);
  }
  return rewriteFile(compiler, program, context, file, result);
}
