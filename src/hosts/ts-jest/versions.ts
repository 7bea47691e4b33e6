import type ts = require('typescript');

import { isTypeScriptName } from '../../paths.js';
import { cacheKeyOf, type HostOptions, hostedProgram, mayHaveWrappers } from '../../project/index.js';
import { changesOf } from './inputs.js';
import {
  compilerFor,
  forget,
  type JestTransformOptions,
  type TsJest,
  type TypedCompiler,
} from './internals.js';

/**
 * Brings a compiler up to what is on disk.
 *
 * @param transformer - ts-jest's transformer
 * @param options - what Jest asks it with
 * @returns whether anything was different
 */
export function refresh(transformer: TsJest, options: JestTransformOptions): boolean {
  const compiler = compilerFor(transformer, options);
  const program = compiler._languageService.getProgram();
  if (!program) return false;
  const { texts, structure } = changesOf(compiler, program);
  if (structure) forget(transformer, compiler);
  else for (const [fileName, text] of texts) compiler._updateMemoryCache(text, fileName);
  return structure || texts.size > 0;
}

/**
 * What a file's place in Jest's cache depends on beside what ts-jest looks at.
 *
 * @param compiler - ts-jest's compiler, fresh
 * @param host - keyshape's options
 * @param text - the file's text
 * @param path - the file's path
 */
export function versionsIn(compiler: TypedCompiler, host: HostOptions, text: string, path: string): string {
  const { compilerModule } = compiler.configSet;
  if (!isTypeScriptName(path)) return '';
  let program = compiler._languageService.getProgram();
  if (program?.getSourceFile(path)?.text !== text) {
    // A test file is not part of the program until it is asked for, and asking costs a new program.
    const isAnyCall = program !== undefined && mayHaveWrappers(program.getSourceFiles());
    if (!mayHoldCalls(compilerModule, text, path, isAnyCall)) return '';
    compiler._updateMemoryCache(text, path);
    program = compiler._languageService.getProgram();
  }
  const file = program?.getSourceFile(path);
  return program && file ? cacheKeyOf(hostedProgram(compilerModule, program, { host }), file) : '';
}

/**
 * Whether a file has a call with a type argument; without one there is nothing to replace, save where a wrapper is called.
 *
 * @param isAnyCall - whether any call may be of a wrapper
 */
function mayHoldCalls(compiler: typeof ts, text: string, path: string, isAnyCall: boolean): boolean {
  const pending: ts.Node[] = [compiler.createSourceFile(path, text, compiler.ScriptTarget.Latest)];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (!compiler.isCallExpression(node) && !compiler.isNewExpression(node)) {
      compiler.forEachChild(node, (child) => void pending.push(child));
      continue;
    }
    if (isAnyCall || node.typeArguments) return true;
    compiler.forEachChild(node, (child) => void pending.push(child));
  }
  return false;
}
