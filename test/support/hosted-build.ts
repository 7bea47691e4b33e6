import { relative } from 'node:path';
import type ts from 'typescript';
import plugin from '../../src/hosts/index.js';
import type { TemporaryProject } from './temporary-project.js';

const libraries = new Map<string, ts.SourceFile | undefined>();

/** What a build came to. */
export interface HostedBuild {
  /** What it emitted, by path. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly errors: readonly string[];
  /** The files in `src` whose syntax a compiler was asked about before anything was emitted, to find calls and to read types. */
  readonly asked: ReadonlySet<string>;
}

/**
 * Builds everything as ts-patch does it in a process of its own.
 *
 * @param incremental - whether the record of the last build counts; without it the build is one from nothing, and leaves no record
 */
export function buildHosted(
  compiler: typeof ts,
  { folder, configFile }: Pick<TemporaryProject, 'folder' | 'configFile'>,
  incremental: boolean,
): HostedBuild {
  const parsed = compiler.getParsedCommandLineOfConfigFile(
    configFile,
    {},
    {
      ...compiler.sys,
      onUnRecoverableConfigFileDiagnostic: () => {},
    },
  )!;
  const options = { ...parsed.options, incremental };
  const host = compiler.createIncrementalCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) => {
    if (!name.includes('/typescript')) return getSourceFile.call(host, name, ...rest);
    const key = compiler.version + name;
    if (!libraries.has(key)) libraries.set(key, getSourceFile.call(host, name, ...rest));
    return libraries.get(key);
  };
  const program = compiler.createProgram(parsed.fileNames, options, host);
  const asked = new Set<string>();
  const checker = program.getTypeChecker();
  const { getTypeAtLocation, getTypeFromTypeNode } = checker;
  const note = (node: ts.Node) => asked.add(relative(`${folder}/src`, node.getSourceFile().fileName));
  checker.getTypeAtLocation = (node) => {
    note(node);
    return getTypeAtLocation(node);
  };
  checker.getTypeFromTypeNode = (node) => {
    note(node);
    return getTypeFromTypeNode(node);
  };
  const [entry] = parsed.options.plugins as unknown[];
  plugin(program, host, entry, { ts: compiler });
  const found = new Set(asked);
  const errors = program
    .getSourceFiles()
    .flatMap((file) => program.getSemanticDiagnostics(file))
    .filter(({ messageText }) => typeof messageText === 'string' && messageText.startsWith('KS'))
    .map(({ file, start, messageText }) => `${relative(folder, file!.fileName)}(${start}): ${messageText}`);
  const outputs: Record<string, string> = {};
  program.emit(undefined, (name, text) => {
    if (!name.endsWith('.tsbuildinfo')) outputs[relative(folder, name)] = text;
  });
  return { outputs, errors, asked: found };
}
