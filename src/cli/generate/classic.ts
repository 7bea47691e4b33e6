import type ts = require('typescript');

import { engineFor } from '../../project/index.js';
import { fromOurs } from '../../project/report.js';
import { editsOf } from '../../rewrite/text/edits.js';
import { UsageError } from '../command.js';
import type { Source, Sources } from './sources.js';

/** Reads a project with the classic compiler (4.9 to 6.0). */
export function classicSources(compiler: typeof ts, configFile: string): Sources {
  const errors: ts.Diagnostic[] = [];
  const parse = () =>
    compiler.getParsedCommandLineOfConfigFile(configFile, undefined, {
      ...compiler.sys,
      onUnRecoverableConfigFileDiagnostic: (error) => void errors.push(error),
    });
  const parsed = parse();
  errors.push(...(parsed?.errors ?? []));
  if (!parsed || errors.length > 0) {
    const texts = errors.map((error) => compiler.flattenDiagnosticMessageText(error.messageText, '\n'));
    throw new UsageError(`${configFile} cannot be used: ${texts.join(' ')}`);
  }
  const { fileNames, options, projectReferences } = parsed;
  const program = compiler.createProgram({
    rootNames: fileNames,
    options,
    ...(projectReferences && { projectReferences }),
  });
  const engine = engineFor(compiler, program, {});
  const { files } = engine.analysis();
  const rewriting = { keepsEmpty: options.verbatimModuleSyntax === true, keepsFiles: false };
  const isOwn = (file: ts.SourceFile) =>
    !program.isSourceFileDefaultLibrary(file) &&
    !program.isSourceFileFromExternalLibrary(file) &&
    !file.fileName.includes('/node_modules/');
  return {
    files: program
      .getSourceFiles()
      .filter(isOwn)
      .map((file): Source => {
        const result = files.get(file.fileName);
        return {
          fileName: file.fileName,
          text: file.text,
          edits: result ? editsOf(compiler, result, rewriting) : [],
          calls: result?.replacements.size ?? 0,
        };
      }),
    reports: engine.diagnostics().map(fromOurs),
    options,
    included: () => parse()?.fileNames ?? [],
    close: () => undefined,
  };
}
