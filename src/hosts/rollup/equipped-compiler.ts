import { createRequire } from 'node:module';
import { join } from 'node:path';

import type ts = require('typescript');

import {
  equipProgram,
  type HostedProgram,
  type HostOptions,
  hostedProgram,
  setupError,
} from '../../project/index.js';

/** A compiler that equips every program which a builder is made of, and keeps the last one. */
export interface EquippedCompiler {
  readonly compiler: typeof ts;
  hosted(): HostedProgram | undefined;
}

/** Every builder has it; internal. A builder that was read from a file has no program. */
interface Builder extends ts.EmitAndSemanticDiagnosticsBuilderProgram {
  getProgramOrUndefined?(): ts.Program | undefined;
}

/**
 * Makes a compiler for `@rollup/plugin-typescript`, which watches, builds and emits through a builder program. The builder
 * is handed the program that it would have made itself, equipped: so it sees a changed version as a changed file.
 *
 * @param compiler - the TypeScript module to build with
 * @param given - keyshape's options
 */
export function equippedCompiler(compiler: typeof ts, given: HostOptions): EquippedCompiler {
  let hosted: HostedProgram | undefined;

  function createBuilder(
    rootNames: readonly string[],
    settings: ts.CompilerOptions,
    host: ts.CompilerHost & ts.BuilderProgramHost,
    old: Builder | undefined,
    configFileParsingDiagnostics: readonly ts.Diagnostic[] | undefined,
    projectReferences: readonly ts.ProjectReference[] | undefined,
  ): ts.EmitAndSemanticDiagnosticsBuilderProgram {
    const oldProgram = old?.getProgramOrUndefined ? old.getProgramOrUndefined() : old?.getProgram();
    const program = compiler.createProgram({
      rootNames,
      options: settings,
      host,
      ...(oldProgram && { oldProgram }),
      ...(configFileParsingDiagnostics && { configFileParsingDiagnostics }),
      ...(projectReferences && { projectReferences }),
    });
    hosted = hostedProgram(compiler, program, { host: given });
    equipProgram(hosted);
    return compiler.createEmitAndSemanticDiagnosticsBuilderProgram(
      program,
      host,
      old,
      configFileParsingDiagnostics,
    );
  }

  return {
    compiler: Object.create(compiler, {
      createEmitAndSemanticDiagnosticsBuilderProgram: { value: createBuilder, enumerable: true },
    }),
    hosted: () => hosted,
  };
}

/** The TypeScript of the project that is built. */
export function projectCompiler(): typeof ts {
  try {
    return createRequire(join(process.cwd(), 'package.json'))('typescript') as typeof ts;
  } catch {
    throw setupError({
      code: 'KS3004',
      message: 'no TypeScript can be resolved from the project. Install it, or hand it over as `typescript`.',
    });
  }
}
