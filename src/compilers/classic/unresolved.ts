import type ts = require('typescript');

import type { Compiler, TypeExtras } from './compiler.js';

const known = new WeakMap<Compiler, boolean>();

/**
 * Whether the compiler keeps an unresolved type apart from `any` when it is combined: before TypeScript 5.6,
 * `Missing | string` is a plain `any`, so that admitting an `any` would admit a name that does not resolve.
 * Found out by asking it, on a program of one line.
 */
export function keepsUnresolvedApart(compiler: Compiler): boolean {
  let keeps = known.get(compiler);
  if (keeps === undefined) {
    keeps = probe(compiler);
    known.set(compiler, keeps);
  }
  return keeps;
}

function probe(compiler: Compiler): boolean {
  const fileName = 'probe.ts';
  const file = compiler.createSourceFile(
    fileName,
    'type T = Missing | string;',
    compiler.ScriptTarget.ES2020,
    true,
  );
  const host: ts.CompilerHost = {
    getSourceFile: (name) => (name === fileName ? file : undefined),
    getDefaultLibFileName: () => 'lib.d.ts',
    writeFile: () => undefined,
    getCurrentDirectory: () => '',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => name === fileName,
    readFile: () => undefined,
  };
  const program = compiler.createProgram({
    rootNames: [fileName],
    options: { noLib: true, types: [] },
    host,
  });
  const alias = file.statements[0] as ts.TypeAliasDeclaration;
  const type = program.getTypeChecker().getTypeFromTypeNode(alias.type);
  return (type as TypeExtras).intrinsicName === 'error';
}
