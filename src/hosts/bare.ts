import type ts = require('typescript');

import {
  type ProgramSource,
  presentProgram,
  setupError,
  type TransformerOptions,
  transformerFor,
} from '../project/index.js';

/** What tells the program of a language service from others; internal. */
interface ServedFile extends ts.SourceFile {
  readonly scriptSnapshot?: unknown;
}

/**
 * Makes the transformer for a host that takes custom transformers: `@rollup/plugin-typescript`, ts-node, any caller of
 * `program.emit`. Such a host has no channel for errors, so they are thrown.
 *
 * @param source - the program, or a function that returns the present one
 * @param options - the options of the plugin entry, over those that stand in the entry of the program's `tsconfig.json`; and
 * `ts`: the TypeScript module that made the program
 * @returns a transformer for `before`
 * @throws BuildError while a file is transformed: `file(line,col): error KS1001: …`, every error of the program at
 * once, for a file that has one; and for wrong options, or a host that keeps outputs and is not told of our versions
 * @example
 * ```ts
 * program.emit(undefined, undefined, undefined, false, { before: [keyshapeTransformer(program, { ts })] });
 * ```
 */
export function keyshapeTransformer(
  source: ProgramSource,
  { ts: given, ...value }: TransformerOptions = {},
): ts.TransformerFactory<ts.SourceFile> {
  const transformer = transformerFor(source, given, {
    value,
    place: 'in the options of keyshapeTransformer',
  });
  return (context) => {
    assertNothingIsKept(presentProgram(source));
    return transformer(context);
  };
}

const underLoader =
  "Let keyshape make the loaders: `use: tsLoader({ … })`, with `tsLoader` from 'keyshape/ts-loader' and the options of ts-loader.";

/**
 * Refuses the hosts that take an output from a cache without asking anyone.
 *
 * @param program - the program
 * @param cure - what to change where ts-loader emits it
 * @throws BuildError for such a host
 */
export function assertNothingIsKept(program: ts.Program, cure: string = underLoader): void {
  const served = program.getSourceFiles().some((file: ServedFile) => file.scriptSnapshot !== undefined);
  if (!served) return;
  const { suppressOutputPathCheck, outDir } = program.getCompilerOptions();
  if (suppressOutputPathCheck) {
    throw refusal('webpack builds a module again when the module or one that it imports changed', cure);
  }
  if (outDir?.endsWith('/placeholder')) {
    throw refusal(
      'rollup-plugin-typescript2 takes a module from its cache when the module and its imports did not change',
      "Use @rollup/plugin-typescript with `keyshape` from 'keyshape/rollup' in its place.",
    );
  }
}

function refusal(reason: string, cure: string): Error {
  return setupError({
    code: 'KS3003',
    message: `${reason}, so a call of keyshape would keep its old version when a type in another file changes. ${cure}`,
  });
}
