import type ts = require('typescript');

import { notRunText, pluginEntries } from '../../../project/configuration/plugin-entry.js';
import { equipProgram, equippedBuilder, hostedProgram, skippingBuild } from '../../../project/index.js';

/** Makes the programs of a build, each equipped with the transformer. */
export class EquippedPrograms {
  readonly builder: ts.CreateProgram<ts.EmitAndSemanticDiagnosticsBuilderProgram>;
  private readonly warned = new Set<string>();

  /** @param warn - told of the transformers of others, each once, which would be passed over in silence */
  constructor(
    private readonly compiler: typeof ts,
    private readonly warn: (text: string) => void,
  ) {
    this.builder = equippedBuilder(compiler, (program, host) => this.equip(program, host));
  }

  equip(program: ts.Program, host: ts.CompilerHost): ts.Program {
    this.warnOfOthers(program);
    return equipProgram(hostedProgram(this.compiler, program, {}, skippingBuild(program, host)));
  }

  private warnOfOthers(program: ts.Program): void {
    const { configFilePath, plugins } = program.getCompilerOptions();
    if (typeof configFilePath !== 'string') return;
    for (const text of pluginEntries(configFilePath, plugins).others.map(notRunText)) {
      if (!this.warned.has(text)) this.warn(text);
      this.warned.add(text);
    }
  }
}
