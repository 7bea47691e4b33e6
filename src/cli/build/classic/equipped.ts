import type ts = require('typescript');

import { notRunText, pluginEntries } from '../../../project/configuration/plugin-entry.js';
import { equipProgram, hostedProgram, skippingBuild } from '../../../project/index.js';
import type { OldBuilder } from './internals.js';

type Builder = ts.EmitAndSemanticDiagnosticsBuilderProgram;

const told = new Set<string>();

/** Warns of the transformers of others, which would be passed over in silence. */
function warnOfOthers(program: ts.Program): void {
  const { configFilePath, plugins } = program.getCompilerOptions();
  if (typeof configFilePath !== 'string') return;
  for (const entry of pluginEntries(configFilePath, plugins).others) {
    const text = notRunText(entry);
    if (!told.has(text)) process.stderr.write(`warning: ${text}\n`);
    told.add(text);
  }
}

/** Equips a program with the transformer. */
export function equip(compiler: typeof ts, program: ts.Program, host: ts.CompilerHost): ts.Program {
  warnOfOthers(program);
  return equipProgram(hostedProgram(compiler, program, {}, skippingBuild(program, host)));
}

/** What makes the programs of a builder or a watch: the same as the compiler's own, with the program equipped before. */
export function equippedBuilder(compiler: typeof ts): ts.CreateProgram<Builder> {
  return (rootNames, options, host, oldProgram, configErrors, projectReferences) => {
    const create = compiler.createEmitAndSemanticDiagnosticsBuilderProgram;
    // The old program again, with other errors of its configuration.
    if (rootNames === undefined || options === undefined || host === undefined) {
      return create(rootNames, options, host, oldProgram, configErrors, projectReferences);
    }
    const old: OldBuilder | undefined = oldProgram;
    const program = compiler.createProgram({
      rootNames,
      options,
      host,
      ...defined({
        oldProgram: old?.getProgramOrUndefined ? old.getProgramOrUndefined() : old?.getProgram(),
        configFileParsingDiagnostics: configErrors,
        projectReferences,
      }),
    });
    return create(equip(compiler, program, host), host, oldProgram, configErrors);
  };
}

function defined<T extends object>(values: T): { [Name in keyof T]?: NonNullable<T[Name]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: NonNullable<T[Name]>;
  };
}
