import type ts = require('typescript');

import {
  compilerOf,
  engineFor,
  keyshapeTransformer,
  setupError,
  type TransformerOptions,
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
 * @param options - keyshape's options
 * @param whole - whether ts-loader compiles every file that `tsconfig.json` includes
 * @param others - the user's own transformers, which run after
 */
export function recordingTransformers(
  { ts: given, ...settings }: TransformerOptions,
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
        const { files } = engineFor(compiler, present, settings).analysis();
        record(file.fileName, { compiled: files.has(file.fileName) ? compiled : undefined });
        return keyshapeTransformer(present, { ...settings, ts: compiler })(context)(file);
      } catch (error) {
        record(file.fileName, { compiled, error: error as Error });
        return file;
      }
    };
    return { ...theirs, before: [before, ...(theirs.before ?? [])] };
  };
}

function untyped(path: string): Error {
  return setupError({
    code: 'KS2007',
    message: `ts-loader compiles ${path} without type information, so calls of keyshape cannot be replaced. Turn \`transpileOnly\` off.`,
  });
}
