import type ts = require('typescript');

import { moduleStatements, setupError, specifierOf } from '../../project/index.js';

/** Where imports led when they were first met, by the file and what is written there. */
type Leads = Map<string, string | undefined>;

const leadsOf = new WeakMap<object, Leads>();
const answers = new WeakMap<object, Error | undefined>();

/**
 * The error of a program that is not what a new start would give. While it watches, ts-loader keeps files that were
 * deleted, and resolves an import again only when the file that holds it is edited.
 *
 * @param life - an object that lives as long as the host does
 * @param build - the build at hand, for each of which the answer is found once
 * @param compiler - the TypeScript module that made the program
 * @param program - the program
 */
export function outdatedError(
  life: object,
  build: object,
  compiler: typeof ts,
  program: ts.Program,
): Error | undefined {
  if (!answers.has(build)) answers.set(build, find(life, compiler, program));
  return answers.get(build);
}

function find(life: object, compiler: typeof ts, program: ts.Program): Error | undefined {
  const leads: Leads = leadsOf.get(life) ?? new Map();
  leadsOf.set(life, leads);
  const checker = program.getTypeChecker();
  const resolve = freshResolver(compiler, program);
  const files = program.getSourceFiles().filter((file) => !program.isSourceFileDefaultLibrary(file));
  const gone = new Set(files.filter((file) => !compiler.sys.fileExists(file.fileName)));
  for (const file of files) {
    if (gone.has(file)) {
      if (reachesOthers(compiler, file)) return refusal(`${file.fileName} is gone`);
      continue;
    }
    for (const statement of moduleStatements(compiler, file)) {
      const specifier = specifierOf(compiler, statement);
      if (!specifier) continue;
      const key = `${file.fileName}\n${specifier.text}`;
      const now = resolve(file, specifier);
      if (!leads.has(key)) leads.set(key, now);
      const found = checker.getSymbolAtLocation(specifier)?.declarations ?? [];
      const isGone = found.some((declaration) => gone.has(declaration.getSourceFile()));
      // A resolver of webpack's may lead elsewhere than TypeScript's, so only a change says anything.
      if (leads.get(key) === now && !isGone) continue;
      const isAmbient = found.some((declaration) => !compiler.isSourceFile(declaration));
      const isThere = found.some((declaration) => declaration.getSourceFile().fileName === now);
      if (isThere || (isAmbient && !isGone)) continue;
      return refusal(`'${specifier.text}' in ${file.fileName} leads elsewhere now`);
    }
  }
  return undefined;
}

/** Whether a file changes types without being imported. */
function reachesOthers(compiler: typeof ts, file: ts.SourceFile): boolean {
  return !compiler.isExternalModule(file) || file.statements.some(compiler.isModuleDeclaration);
}

/** Resolves as a compiler that starts now would. */
function freshResolver(
  compiler: typeof ts,
  program: ts.Program,
): (file: ts.SourceFile, specifier: ts.StringLiteral) => string | undefined {
  const options = program.getCompilerOptions();
  const cache = compiler.createModuleResolutionCache(program.getCurrentDirectory(), (name) => name, options);
  return (file, specifier) => {
    const mode = compiler.getModeForUsageLocation?.(file, specifier, options);
    return compiler.resolveModuleName(
      specifier.text,
      file.fileName,
      options,
      compiler.sys,
      cache,
      undefined,
      mode,
    ).resolvedModule?.resolvedFileName;
  };
}

function refusal(reason: string): Error {
  return setupError({
    code: 'KS3003',
    message: `${reason}, and ts-loader takes no notice while it watches, so a call of keyshape would keep its old version. Start it again.`,
  });
}
