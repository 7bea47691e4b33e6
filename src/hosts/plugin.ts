import type ts = require('typescript');

import {
  assertFresh,
  equipProgram,
  type HostedProgram,
  hostedProgram,
  isEquipped,
  isProgram,
  rewriting,
  setupError,
  skippingBuild,
  type TransformerOptions,
  toError,
} from '../project/index.js';
import { keyshapeTransformer } from './bare.js';

/** What ts-patch and ttypescript hand over beside the program and the entry. */
export interface PluginExtras {
  readonly ts: typeof ts;
  /** Only ts-patch has it. */
  readonly library?: string;
}

/** What ts-patch and ttypescript take for an answer from an ordinary plugin. */
export interface SourcePlugin {
  readonly before: ts.TransformerFactory<ts.SourceFile>;
}

function isExtras(value: unknown): value is PluginExtras {
  return typeof value === 'object' && value !== null && 'ts' in value && typeof value.ts === 'object';
}

/**
 * The plugin that `"transform": "keyshape/transform"` names in `tsconfig.json`.
 *
 * - ts-patch with `"transformProgram": true` calls it with (program, host, entry, extras): the program comes back equipped.
 * - ttypescript, and ts-patch without `transformProgram`, call it with (program, entry, extras) at each emit. Neither lets
 *   a plugin fail the build otherwise, so errors are thrown.
 * - Any other caller: (program, options), as {@link keyshapeTransformer}.
 *
 * @returns what the caller takes: the equipped program, `{ before }`, or a transformer for `before`
 * @throws BuildError where it is handed no program; without `transformProgram` also for calls that cannot be replaced, and for a
 * build that is not told of our versions
 * @example { "compilerOptions": { "plugins": [{ "transform": "keyshape/transform", "transformProgram": true }] } }
 */
function plugin(
  program: ts.Program,
  host: ts.CompilerHost | undefined,
  entry: unknown,
  extras: PluginExtras,
): ts.Program;
function plugin(program: ts.Program, entry: unknown, extras: PluginExtras): SourcePlugin;
function plugin(program: ts.Program, options?: TransformerOptions): ts.TransformerFactory<ts.SourceFile>;
function plugin(
  program: ts.Program,
  second?: unknown,
  third?: unknown,
  fourth?: unknown,
): ts.Program | SourcePlugin | ts.TransformerFactory<ts.SourceFile> {
  if (!isProgram(program)) {
    throw setupError({
      code: 'KS3006',
      message: 'keyshape needs the program: leave `type` out of its entry in "plugins".',
    });
  }
  if (isExtras(fourth)) {
    const build = skippingBuild(program, second as ts.CompilerHost | undefined);
    return equipProgram(hostedProgram(fourth.ts, program, { entry: third }, build));
  }
  if (isExtras(third)) return sourcePlugin(hostedProgram(third.ts, program, { entry: second }), third);
  return keyshapeTransformer(program, second as TransformerOptions | undefined);
}

function sourcePlugin(hosted: HostedProgram, extras: PluginExtras): SourcePlugin {
  const { compiler, program } = hosted;
  if (!isEquipped(program)) {
    const isTsPatch = extras.library !== undefined;
    assertFresh(
      hosted,
      isTsPatch
        ? 'Add `"transformProgram": true` to the entry of keyshape in "plugins".'
        : 'ttypescript cannot tell the builder: turn `incremental`, `composite` and `--watch` off, or use ts-patch with `"transformProgram": true`.',
    );
    const errors = hosted.diagnostics();
    if (errors.length > 0) throw toError(compiler, program, errors);
  }
  return { before: rewriting(hosted) };
}

export default plugin;
