import { readFileSync } from 'node:fs';

import type { Native } from '../../compilers/native/read-types.js';
import { nativeSourceSyntax } from '../../compilers/native/source/source-syntax.js';
import { readProject } from '../../project/native/checked-project.js';
import { Workspace } from '../../project/native/workspace.js';
import { fromNative } from '../../project/report.js';
import { editsOf } from '../../rewrite/text/edits.js';
import { UsageError } from '../command.js';
import type { Source, Sources } from './sources.js';

/** Reads a project with TypeScript 7. */
export function nativeSources(native: Native, configFile: string): Sources {
  const workspace = new Workspace(native, () => [configFile], {});
  try {
    const [opened] = workspace.projects();
    if (!opened) throw new UsageError(`TypeScript opened no project for ${configFile}.`);
    const { program } = opened.project;
    const errors = program.getConfigFileParsingDiagnostics().map((one) => fromNative(one, () => ''));
    if (errors.length > 0) {
      throw new UsageError(`${configFile} cannot be used: ${errors.map(({ text }) => text).join(' ')}`);
    }
    const read = readProject(opened);
    const syntax = nativeSourceSyntax(native.ast, native.module);
    const rewriting = { keepsEmpty: read.options.verbatimModuleSyntax === true, keepsFiles: false };
    const isOwn = (name: string) => {
      const metadata = program.getSourceFileMetadata(name);
      return (
        !opened.foreign.has(name) &&
        !name.includes('/node_modules/') &&
        metadata?.isDefaultLibrary !== true &&
        metadata?.isFromExternalLibrary !== true
      );
    };
    return {
      files: program
        .getSourceFileNames()
        .filter(isOwn)
        .map((fileName): Source => {
          const result = read.analysis.files.get(fileName);
          return {
            fileName,
            text: result?.file.text ?? readFileSync(fileName, 'utf8'),
            edits: result ? editsOf(syntax, result, rewriting) : [],
            calls: result?.replacements.size ?? 0,
          };
        }),
      reports: read.ours,
      options: read.options,
      included: () => opened.open.api.parseConfigFile(configFile).fileNames,
      close: () => workspace.close(),
    };
  } catch (error) {
    workspace.close();
    throw error;
  }
}
