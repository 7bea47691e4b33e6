import type ts = require('typescript');

import { notRunText, pluginEntries } from '../../../project/configuration/plugin-entry.js';
import { equipProgram, hostedProgram, skippingBuild } from '../../../project/index.js';
import type { OldBuilder } from './internals.js';

type Builder = ts.EmitAndSemanticDiagnosticsBuilderProgram;

/** Makes the programs of a build, each equipped with the transformer. */
export class EquippedPrograms {
  private readonly warned = new Set<string>();

  /** @param warn - told of the transformers of others, each once, which would be passed over in silence */
  constructor(
    private readonly compiler: typeof ts,
    private readonly warn: (text: string) => void,
  ) {}

  equip(program: ts.Program, host: ts.CompilerHost): ts.Program {
    this.warnOfOthers(program);
    return equipProgram(hostedProgram(this.compiler, program, {}, skippingBuild(program, host)));
  }

  /** What makes the programs of a builder or a watch: the same as the compiler's own, with the program equipped before. */
  readonly builder: ts.CreateProgram<Builder> = (
    rootNames,
    options,
    host,
    oldProgram,
    configErrors,
    projectReferences,
  ) => {
    const create = this.compiler.createEmitAndSemanticDiagnosticsBuilderProgram;
    // The old program again, with other errors of its configuration.
    if (rootNames === undefined || options === undefined || host === undefined) {
      return create(rootNames, options, host, oldProgram, configErrors, projectReferences);
    }
    const old: OldBuilder | undefined = oldProgram;
    const program = this.compiler.createProgram({
      rootNames,
      options,
      host,
      ...defined({
        oldProgram: old?.getProgramOrUndefined ? old.getProgramOrUndefined() : old?.getProgram(),
        configFileParsingDiagnostics: configErrors,
        projectReferences,
      }),
    });
    return create(this.equip(program, host), host, oldProgram, configErrors);
  };

  private warnOfOthers(program: ts.Program): void {
    const { configFilePath, plugins } = program.getCompilerOptions();
    if (typeof configFilePath !== 'string') return;
    for (const text of pluginEntries(configFilePath, plugins).others.map(notRunText)) {
      if (!this.warned.has(text)) this.warn(text);
      this.warned.add(text);
    }
  }
}

function defined<T extends object>(values: T): { [Name in keyof T]?: NonNullable<T[Name]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: NonNullable<T[Name]>;
  };
}
