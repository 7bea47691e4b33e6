import { createHash, type Hash } from 'node:crypto';

import type ts = require('typescript');

import { isJavaScript } from '../../calls/calls.js';
import type { ResolvedOptions } from '../../calls/options.js';
import { buildId, packageVersion } from '../../version.js';
import { plainOptions } from '../configuration/classic.js';
import { recordPath } from '../record/record-file.js';
import type { SkippingBuild } from '../references/unlisted.js';
import { originalVersion } from './file-versions.js';

/** The files of a program as far as types follow from them, by name and in its order. */
export type FileStates = ReadonlyMap<string, FileState>;

interface FileState {
  /** Stands for the text, and for where imports lead. */
  readonly key: string;
  /** The files that the imports lead to. */
  readonly imported: readonly string[];
  /** Whether something of it is seen without an import: it is no module, adds to others, or is JavaScript. */
  readonly isGlobal: boolean;
}

/** A program that a host made, and what beside its files decides an answer. */
export interface ConfiguredProgram {
  readonly compiler: typeof ts;
  readonly program: ts.Program;
  readonly options: ResolvedOptions;
  /** The kind of build, where it is one that may be skipped. */
  readonly build: SkippingBuild | undefined;
}

/** Internal since 5.3. */
interface ResolvingProgram extends ts.Program {
  forEachResolvedModule?(visit: VisitResolution, file: ts.SourceFile): void;
}

type VisitResolution = (resolution: Resolution | undefined, name: string, mode: unknown) => void;

/** Before 5.0 it is the module itself. */
type Resolution = { readonly resolvedModule?: ts.ResolvedModuleFull | undefined } | ts.ResolvedModuleFull;

/** What compilers keep of a file beside their typings. */
interface KeptFile extends ts.SourceFile {
  readonly imports?: readonly unknown[];
  /** Before 5.3; there are none where nothing is imported. */
  readonly resolvedModules?: { forEach(visit: VisitResolution): void } | undefined;
  /** Where it is the same file of the same package as another. */
  readonly redirectInfo?: { readonly redirectTarget: ts.SourceFile };
  /** Decides, beside the format, what a default import of the file is. */
  readonly packageJsonScope?: {
    readonly contents?: { readonly packageJsonContent?: { readonly type?: unknown } };
  };
}

const known = new WeakMap<ts.Program, FileStates | undefined>();

/** The states of the files of a program that a builder made; `undefined` where they cannot be told. */
export function fileStates(compiler: typeof ts, program: ts.Program): FileStates | undefined {
  if (!known.has(program)) known.set(program, readStates(compiler, program));
  return known.get(program);
}

/** Where the records of a project lie that its next build may use. */
export function recordOf(program: ts.Program, kind: string): string | undefined {
  const { configFilePath, incremental, composite } = program.getCompilerOptions();
  if (typeof configFilePath !== 'string' || !(incremental || composite)) return undefined;
  return recordBeside(configFilePath, kind);
}

/** Where a record of a project lies. */
export function recordBeside(configFile: string, kind: string): string | undefined {
  return recordPath(configFile, createHash('sha256').update(configFile).digest('hex').slice(0, 16) + kind);
}

function readStates(compiler: typeof ts, program: ts.Program): FileStates | undefined {
  const states = new Map<string, FileState>();
  for (const file of program.getSourceFiles() as readonly KeptFile[]) {
    const version = textOf(file);
    const resolutions = resolutionsOf(program, file);
    if (version === undefined || resolutions === undefined) return undefined;
    const { fileName, impliedNodeFormat, packageJsonScope, redirectInfo } = file;
    const isGlobal = declaresGlobally(compiler, file);
    const imported = redirectInfo ? [redirectInfo.redirectTarget.fileName] : [];
    const hash = createHash('sha256');
    const add = (...parts: readonly unknown[]) => void hash.update(`${JSON.stringify(parts)}\n`);
    add(version, impliedNodeFormat, packageJsonScope?.contents?.packageJsonContent?.type, isGlobal, imported);
    for (const { name, mode, module } of resolutions) {
      const target = module && program.getSourceFile(module.resolvedFileName)?.fileName;
      add(name, mode, module?.resolvedFileName, module?.isExternalLibraryImport, target);
      if (target !== undefined) imported.push(target);
    }
    states.set(fileName, { key: hash.digest('hex').slice(0, 32), imported, isGlobal });
  }
  return states;
}

function declaresGlobally(compiler: typeof ts, file: ts.SourceFile): boolean {
  if (file.fileName.endsWith('.json')) return false;
  // JavaScript may add to the global object, and to what other files made.
  if (!compiler.isExternalModule(file) || isJavaScript(file)) return true;
  return file.statements.some(
    (statement) =>
      compiler.isNamespaceExportDeclaration(statement) ||
      (compiler.isModuleDeclaration(statement) &&
        (compiler.isStringLiteral(statement.name) || statement.name.text === 'global')),
  );
}

/** Stands for the text of a file: the hash that a builder's host made of it, or ours, because a host may count. */
function textOf(file: ts.SourceFile): string | undefined {
  const version = originalVersion(file);
  if (version === undefined || /^[\da-f]{64}$/.test(version)) return version;
  return createHash('sha256').update(file.text).digest('hex');
}

function resolutionsOf(program: ResolvingProgram, file: KeptFile) {
  const found: { name: string; mode: unknown; module: ts.ResolvedModuleFull | undefined }[] = [];
  const visit: VisitResolution = (resolution, name, mode) => {
    const module = resolution && 'resolvedFileName' in resolution ? resolution : resolution?.resolvedModule;
    found.push({ name, mode, module });
  };
  const { resolvedModules, imports } = file;
  if (program.forEachResolvedModule) program.forEachResolvedModule(visit, file);
  else if (resolvedModules) resolvedModules.forEach(visit);
  else if (imports?.length !== 0) return undefined;
  return found;
}

/** Stands for what decides an answer and lies in no source file: the compiler, the options, and this build of keyshape. */
export function settingsOf({ compiler, program, options, build }: ConfiguredProgram): string {
  const hash = createHash('sha256');
  const add = (...parts: readonly unknown[]) => void hash.update(`${JSON.stringify(parts)}\n`);
  add(packageVersion, buildId, compiler.version, options, build, program.getCurrentDirectory());
  add(plainOptions(program.getCompilerOptions()));
  addReferences(hash, program.getResolvedProjectReferences() ?? [], new Set());
  return hash.digest('hex');
}

/** Which projects are listed, and what belongs to them, decides what is an error. */
function addReferences(
  hash: Hash,
  references: readonly (ts.ResolvedProjectReference | undefined)[],
  seen: Set<string>,
): void {
  const listed = references.filter((reference) => reference !== undefined);
  hash.update(`${JSON.stringify(listed.map(({ sourceFile }) => sourceFile.fileName))}\n`);
  for (const { sourceFile, commandLine, references: further } of listed) {
    if (seen.has(sourceFile.fileName)) continue;
    seen.add(sourceFile.fileName);
    hash.update(`${JSON.stringify([plainOptions(commandLine.options), commandLine.fileNames])}\n`);
    addReferences(hash, further ?? [], seen);
  }
}
