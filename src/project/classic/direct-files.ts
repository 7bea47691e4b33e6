import { normalize } from 'node:path';

import type ts = require('typescript');

import type { FileResult } from '../../calls/file-result.js';
import { FilesRead } from '../../compilers/classic/files-read.js';
import { absoluteName } from '../../paths.js';
import type { Inputs } from '../inputs.js';

/** Tells the files whose every edit may change what becomes of a file; see {@link Dependencies.direct}. */
export function directFiles(
  compiler: typeof ts,
  program: ts.Program,
  { files }: Inputs,
): (result: FileResult) => readonly string[] {
  const read = new FilesRead(compiler, program);
  const sources = new Set(program.getSourceFiles().map(({ fileName }) => fileName));
  // Configurations, manifests of packages.
  const others = files.filter((file) => !sources.has(absoluteName(file)));
  return (result) => {
    const found = read.of(result.file, rootsOf(result));
    return found ? [...[...found].map((file) => normalize(file)), ...others] : files;
  };
}

/** What decides the answer of a file: the types of its calls and what is called; where more than that decides, the whole file. */
function rootsOf({ file, replacements, guards, diagnostics }: FileResult): readonly ts.Node[] {
  const calls: ts.Node[] = [];
  for (const [call, { kind }] of replacements) {
    if (kind !== 'literal' && kind !== 'prefix') return file.statements;
    calls.push(call.expression, ...(call.typeArguments ?? []));
  }
  return guards.size > 0 || diagnostics.length > 0 ? file.statements : calls;
}
