import type ts = require('typescript');

import { declarationsBehind } from '../../calls/reach.js';
import { syntaxOf, type TypeSource } from '../../calls/type-source.js';
import { ClassicNameResolver } from '../../compilers/classic/name-resolver.js';
import type { Problem } from '../../reader/index.js';
import { OutputOwners } from './output-owners.js';
import { type SkippingBuild, unlistedAmong, unlistedProblem } from './unlisted.js';

type Reference = ts.ResolvedProjectReference;

interface ProjectMap {
  /** The referenced project that a file belongs to, as source or as output. */
  ownerOf(fileName: string): Reference | undefined;
  /** Whether this project lists it itself. */
  isListed(reference: Reference): boolean;
  /** Whether the program holds a file of a project that it does not list. */
  readonly reachesUnlisted: boolean;
}

const maps = new WeakMap<ts.Program, ProjectMap | undefined>();

function projectMap(program: ts.Program): ProjectMap | undefined {
  if (!maps.has(program)) maps.set(program, createMap(program));
  return maps.get(program);
}

function createMap(program: ts.Program): ProjectMap | undefined {
  const listed = (program.getResolvedProjectReferences() ?? []).filter(
    (reference) => reference !== undefined,
  );
  if (listed.length === 0) return undefined;
  const listedNames = new Set(listed.map((reference) => reference.sourceFile.fileName));
  const all = new Map<string, Reference>();
  const pending = [...listed];
  for (let reference = pending.pop(); reference; reference = pending.pop()) {
    if (all.has(reference.sourceFile.fileName)) continue;
    all.set(reference.sourceFile.fileName, reference);
    for (const next of reference.references ?? []) if (next) pending.push(next);
  }
  const projects = [...all.values()].map((reference) => {
    const { options, fileNames } = reference.commandLine;
    const directory = options.declarationDir ?? options.outDir;
    return {
      reference,
      directory: directory && `${directory}/`,
      inputs: new Set(fileNames),
      outFile: options.outFile,
    };
  });

  const ownerOf = (fileName: string) =>
    projects.find(({ directory, inputs, outFile }) => {
      if (inputs.has(fileName)) return true;
      const stem = /^(.*)\.d\.([cm]?)ts$/.exec(fileName);
      if (!stem) return false;
      if (outFile) return stem[1] === outFile.replace(/\.js$/, '');
      if (directory) return fileName.startsWith(directory);
      return inputs.has(`${stem[1]}.${stem[2]}ts`) || inputs.has(`${stem[1]}.tsx`);
    })?.reference;
  const isListed = (reference: Reference) => listedNames.has(reference.sourceFile.fileName);
  const reachesUnlisted =
    all.size > listedNames.size &&
    program.getSourceFiles().some((file) => {
      const owner = ownerOf(file.fileName);
      return owner !== undefined && !isListed(owner);
    });
  return { ownerOf, isListed, reachesUnlisted };
}

/** Whether a file is what the build of a project wrote, referred to or not. */
export function isOutputOfReference(compiler: typeof ts, program: ts.Program, file: ts.SourceFile): boolean {
  if (!file.isDeclarationFile) return false;
  return (
    projectMap(program)?.ownerOf(file.fileName) !== undefined ||
    ownersFor(compiler).of(file.fileName).length > 0
  );
}

/** Options alone are parsed, so that no folder is searched for sources. */
function ownersFor(compiler: typeof ts): OutputOwners {
  return new OutputOwners((configFile) => {
    const host = { ...compiler.sys, onUnRecoverableConfigFileDiagnostic() {}, readDirectory: () => [] };
    return compiler.getParsedCommandLineOfConfigFile(configFile, undefined, host)?.options;
  });
}

/** The projects behind the declaration files of a program which its `references` do not list, by file name. */
function strangersOf(
  compiler: typeof ts,
  program: ts.Program,
  build: SkippingBuild,
): ReadonlyMap<string, Problem> {
  const configFile = program.getCompilerOptions().configFilePath;
  if (typeof configFile !== 'string' || configFile === '') return new Map();
  const map = projectMap(program);
  const listed = (program.getResolvedProjectReferences() ?? []).flatMap(
    (reference) => reference?.sourceFile.fileName ?? [],
  );
  const fileNames = program
    .getSourceFiles()
    .filter((file) => file.isDeclarationFile && !program.isSourceFileDefaultLibrary(file))
    .map(({ fileName }) => fileName)
    // The map knows those of projects that are referred to.
    .filter((name) => map?.ownerOf(name) === undefined);
  return unlistedAmong(fileNames, { owners: ownersFor(compiler), build, configFile, listed });
}

const strangers = new WeakMap<ts.Program, ReadonlyMap<string, Problem>>();

/**
 * The error of a type that is read through a project which `references` does not list. `tsc -b` compares the times of
 * listed projects only, and creates no program when they are older: an edit in the other one would leave the old version
 * in the output, and nothing of ours would run. What a type may depend on is followed from declaration to declaration.
 *
 * @param build - the kind of build, where it is one that may be skipped; any other, a bundler's too, makes a program each time
 */
export function unlistedProject(
  compiler: typeof ts,
  program: ts.Program,
  source: TypeSource,
  build: SkippingBuild | undefined,
): Problem | undefined {
  if (build === undefined) return undefined;
  const map = projectMap(program);
  if (!strangers.has(program)) strangers.set(program, strangersOf(compiler, program, build));
  const unknown = strangers.get(program);
  if (!map?.reachesUnlisted && !unknown?.size) return undefined;
  for (const { fileName } of declarationsBehind(
    new ClassicNameResolver(compiler, program),
    syntaxOf(source),
  )) {
    const owner = map?.ownerOf(fileName);
    if (map && owner && !map.isListed(owner)) return problemOf(program, owner);
    const stranger = unknown?.get(fileName);
    if (stranger) return stranger;
  }
  return undefined;
}

function problemOf(program: ts.Program, owner: Reference): Problem {
  const config = program.getCompilerOptions().configFilePath;
  const from = typeof config === 'string' ? config : `${program.getCurrentDirectory()}/tsconfig.json`;
  return unlistedProblem(from, owner.sourceFile.fileName, true);
}

/** What a host of the compiler's own looks like from outside; internal, the same from 4.9 to 6.0. */
interface BuildHost extends ts.CompilerHost {
  readonly onReleaseOldSourceFile?: unknown;
}

/**
 * The kind of build that a program is made for. Under `-b`, references are parsed by the build, and nothing is watched by the
 * program. What a composite project writes, however it is built, the next `-b` takes for its own.
 */
export function skippingBuild(program: ts.Program, host: BuildHost | undefined): SkippingBuild | undefined {
  if (program.getCompilerOptions().composite) return 'this';
  return host?.getParsedCommandLine && !host.onReleaseOldSourceFile ? 'this' : undefined;
}
