import { createRequire } from 'node:module';
import { join } from 'node:path';

import type ts = require('typescript');

import { setupError } from '../../calls/diagnostics.js';

/** A program, or a function that returns the present one. */
export type ProgramSource = ts.Program | (() => ts.Program | undefined);

/** Whether a value is a program; a plugin of another kind is handed something else. */
export function isProgram(value: unknown): value is ts.Program {
  return (
    typeof value === 'object' &&
    value !== null &&
    'getTypeChecker' in value &&
    typeof value.getTypeChecker === 'function' &&
    'getSourceFiles' in value
  );
}

/**
 * The program to work on.
 *
 * @throws BuildError where there is none: the host compiles without type information
 */
export function presentProgram(source: ProgramSource): ts.Program {
  const program = typeof source === 'function' ? source() : source;
  if (isProgram(program)) return program;
  throw setupError({
    code: 'KS2007',
    message:
      'the host hands keyshape no program, so there is no type information. Turn off transpile-only or isolated compilation, and leave `type` out of the plugin entry.',
  });
}

/**
 * The TypeScript module that made a program: the one the host hands over, else the one that the program's project
 * resolves, if it is the same.
 *
 * @throws BuildError where it is another copy: its numbers of node kinds may differ
 */
export function compilerOf(program: ts.Program, given: typeof ts | undefined): typeof ts {
  if (given) return given;
  const config = program.getCompilerOptions().configFilePath;
  const from =
    typeof config === 'string' && config ? config : join(program.getCurrentDirectory(), 'tsconfig.json');
  let resolved: typeof ts;
  try {
    resolved = createRequire(from)('typescript') as typeof ts;
  } catch {
    throw notFound('none can be resolved from the project');
  }
  if (!madeBy(resolved, program))
    throw notFound('the one in the project is not the one that made the program');
  return resolved;
}

function notFound(reason: string): Error {
  return setupError({
    code: 'KS3004',
    message: `keyshape works with the TypeScript module that made the program, and ${reason}. Hand it over: keyshapeTransformer(program, { ts }).`,
  });
}

/** Every copy of TypeScript has its own class of source files. */
function madeBy(compiler: typeof ts, program: ts.Program): boolean {
  const [file] = program.getSourceFiles();
  if (!file || typeof compiler.createSourceFile !== 'function') return false;
  const own = compiler.createSourceFile('probe.ts', '', compiler.ScriptTarget.Latest);
  return Object.getPrototypeOf(own) === Object.getPrototypeOf(file);
}
