import { posix } from 'node:path';

import type ts = require('typescript');

import type { Problem } from '../reader/index.js';

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

/** Whether a file is what the build of a referenced project wrote. */
export function isOutputOfReference(program: ts.Program, file: ts.SourceFile): boolean {
  return file.isDeclarationFile && projectMap(program)?.ownerOf(file.fileName) !== undefined;
}

/**
 * The error of a type that is read through a project which `references` does not list. `tsc -b` compares the times of
 * listed projects only, and creates no program when they are older: an edit in the other one would leave the old version
 * in the output, and nothing of ours would run. What a type may depend on is followed from declaration to declaration.
 */
export function unlistedProject(
  compiler: typeof ts,
  program: ts.Program,
  type: ts.TypeNode,
): Problem | undefined {
  const map = projectMap(program);
  if (!map?.reachesUnlisted) return undefined;
  const checker = program.getTypeChecker();
  const seen = new Set<ts.Node>([type]);
  const pending: ts.Node[] = [type];

  for (let node = pending.pop(); node; node = pending.pop()) {
    compiler.forEachChild(node, (child) => void pending.push(child));
    let symbol: ts.Symbol | undefined;
    if (compiler.isIdentifier(node)) symbol = checker.getSymbolAtLocation(node);
    else if (compiler.isStringLiteral(node)) symbol = checker.getSymbolAtLocation(node);
    if (!symbol) continue;
    if (symbol.flags & compiler.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
    for (const declaration of symbol.declarations ?? []) {
      if (seen.has(declaration)) continue;
      seen.add(declaration);
      const file = declaration.getSourceFile();
      if (program.isSourceFileDefaultLibrary(file)) continue;
      const owner = map.ownerOf(file.fileName);
      if (owner && !map.isListed(owner)) return problemOf(program, owner);
      pending.push(declaration);
    }
  }
  return undefined;
}

function problemOf(program: ts.Program, owner: Reference): Problem {
  const config = program.getCompilerOptions().configFilePath;
  const from = posix.dirname(
    typeof config === 'string' ? config : `${program.getCurrentDirectory()}/tsconfig.json`,
  );
  const path = posix.relative(from, posix.dirname(owner.sourceFile.fileName));
  return {
    code: 'KS2008',
    message: `the type is read through the project ${path}, which \`references\` of this project does not list, so \`tsc -b\` would not build this file again when that project changes. Add { "path": "${path}" } to \`references\`.`,
  };
}
