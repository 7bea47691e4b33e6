import type ts = require('typescript');

import {
  compilerOf,
  type HostOptions,
  hostedProgram,
  mayHaveWrappers,
  setupError,
  transformerFor,
} from '../../project/index.js';
import { type Compiled, record } from './records.js';

/** What ts-loader takes as `getCustomTransformers`. */
export type TransformersOption = (
  program: ts.Program,
  getProgram: () => ts.Program | undefined,
) => ts.CustomTransformers;

/**
 * Custom transformers that replace calls and keep a record of each file. Errors are kept as well: thrown inside ts-loader,
 * they would come before anyone could say which files to watch for the cure.
 *
 * @param host - keyshape's options
 * @param given - the TypeScript module that ts-loader compiles with; left out, it is that of the project
 * @param whole - whether ts-loader compiles every file that `tsconfig.json` includes
 * @param others - the user's own transformers, which run after
 */
export function recordingTransformers(
  host: HostOptions,
  given: typeof ts | undefined,
  whole: boolean,
  others: TransformersOption | undefined,
): TransformersOption {
  return (program, getProgram) => {
    const theirs = others?.(program, getProgram) ?? {};
    const before: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
      const present = getProgram();
      if (!present?.getSourceFile(file.fileName)) {
        record(file.fileName, { error: untyped(file.fileName) });
        return file;
      }
      const compiler = compilerOf(present, given);
      const compiled: Compiled = { compiler, program: present, whole };
      try {
        const { files } = hostedProgram(compiler, present, { host }).analysis();
        // Any file may call a function that comes to ask for a version.
        const depends = files.has(file.fileName) || asksSomewhere(present);
        record(file.fileName, { compiled: depends ? compiled : undefined });
        return transformerFor(present, compiler, host)(context)(file);
      } catch (error) {
        record(file.fileName, { compiled, error: error as Error });
        return file;
      }
    };
    return { ...theirs, before: [before, ...(theirs.before ?? [])] };
  };
}

const asking = new WeakMap<ts.Program, boolean>();

/** Whether a program may declare a parameter that calls fill; its text is searched once. */
function asksSomewhere(program: ts.Program): boolean {
  const known = asking.get(program) ?? mayHaveWrappers(program.getSourceFiles());
  asking.set(program, known);
  return known;
}

function untyped(path: string): Error {
  return setupError({
    code: 'KS2007',
    message: `ts-loader compiles ${path} without type information, so calls of keyshape cannot be replaced. Turn \`transpileOnly\` off.`,
  });
}
