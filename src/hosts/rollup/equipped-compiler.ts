import { createRequire } from 'node:module';
import { join } from 'node:path';

import type ts = require('typescript');

import {
  equipProgram,
  equippedBuilder,
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

/**
 * Makes a compiler for `@rollup/plugin-typescript`, which watches, builds and emits through a builder program. The builder
 * is handed the program that it would have made itself, equipped: so it sees a changed version as a changed file.
 *
 * @param compiler - the TypeScript module to build with
 * @param given - keyshape's options
 */
export function equippedCompiler(compiler: typeof ts, given: HostOptions): EquippedCompiler {
  let hosted: HostedProgram | undefined;

  const createBuilder = equippedBuilder(compiler, (program) => {
    hosted = hostedProgram(compiler, program, { host: given });
    return equipProgram(hosted);
  });
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
