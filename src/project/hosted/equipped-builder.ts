import type ts = require('typescript');

type Builder = ts.EmitAndSemanticDiagnosticsBuilderProgram;

/** Every builder has it; internal. One that was read from build info has no program behind it yet. */
interface OldBuilder extends Builder {
  getProgramOrUndefined?(): ts.Program | undefined;
}

/**
 * What makes the programs of a builder or a watch: the same as the compiler's own, with the program equipped before. So the builder sees
 * a changed version as a changed file.
 *
 * @param equip - equips a program, and hands it back
 */
export function equippedBuilder(
  compiler: typeof ts,
  equip: (program: ts.Program, host: ts.CompilerHost) => ts.Program,
): ts.CreateProgram<Builder> {
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
    return create(equip(program, host), host, oldProgram, configErrors);
  };
}

function defined<T extends object>(values: T): { [Name in keyof T]?: NonNullable<T[Name]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: NonNullable<T[Name]>;
  };
}
