import { resolve } from 'node:path';

import { type Arguments, isOn } from '../../arguments.js';
import { UsageError } from '../../command.js';
import { classicOptions, compilerOptions } from '../options.js';

/** The command line, as TypeScript 7 builds by it. */
export interface NativeArguments {
  readonly build: boolean;
  readonly watch: boolean;
  readonly pretty: boolean | undefined;
  readonly preserveWatchOutput: boolean;
  /** Of `-b`. */
  readonly stopBuildOnErrors: boolean;
  /** Of `-b`: takes the outputs away. */
  readonly clean: boolean;
  /** Of `-b`: says what would be done. */
  readonly dry: boolean;
  /** Options of the compiler that stand in for those of the configuration. */
  readonly overrides: Readonly<Record<string, unknown>>;
}

const ofBuild = ['clean', 'dry', 'force', 'verbose', 'stopBuildOnErrors'] as const;

/**
 * Takes out of the command line what TypeScript 7 is told.
 *
 * @param args - the command line of `keyshape build`
 * @param cwd - what paths in it are relative to
 * @throws UsageError for options that do not go together, or that nothing would heed
 */
export function nativeArguments(args: Arguments, cwd: string): NativeArguments {
  const { given } = args;
  const build = isOn(args, 'build');
  const unheeded = Object.keys(given).find((name) => name in classicOptions);
  if (unheeded !== undefined) {
    throw new UsageError(`\`--${unheeded}\` has no effect with TypeScript 7. Leave it out.`);
  }
  const alone = ofBuild.find((name) => isOn(args, name));
  if (alone !== undefined && !build) throw new UsageError(`\`--${alone}\` needs \`--build\`.`);
  const other = (['watch', 'force'] as const).find((name) => isOn(args, name));
  if (isOn(args, 'clean') && other !== undefined) {
    throw new UsageError(`\`--clean\` and \`--${other}\` do not go together: clean first, then build.`);
  }
  return {
    build,
    watch: isOn(args, 'watch'),
    pretty: typeof given.pretty === 'boolean' ? given.pretty : undefined,
    preserveWatchOutput: isOn(args, 'preserveWatchOutput'),
    stopBuildOnErrors: isOn(args, 'stopBuildOnErrors'),
    clean: isOn(args, 'clean'),
    dry: isOn(args, 'dry'),
    overrides: Object.fromEntries(
      Object.entries(given).flatMap(([name, value]) => {
        const kind = compilerOptions[name]?.kind;
        return kind === undefined ? [] : [[name, valueFor(kind, value, cwd)]];
      }),
    ),
  };
}

function valueFor(kind: string, value: unknown, cwd: string): unknown {
  if (typeof value !== 'string') return value;
  if (kind === 'path') return resolve(cwd, value);
  return kind === 'number' ? Number(value) : value;
}
