import { resolve } from 'node:path';

import { UsageError } from '../../command.js';

/** The command line, as TypeScript 7 builds by it. */
export interface NativeArguments {
  readonly build: boolean;
  /** Configurations or their folders: what `-p` names, or what stands behind `-b`. */
  readonly projects: readonly string[];
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

/** The command line holds something that is not understood; the message is for the user. */
export class WrongArguments extends UsageError {}

type Kind = 'boolean' | 'string' | 'path' | 'list';

const own = {
  project: 'string',
  build: 'boolean',
  watch: 'boolean',
  pretty: 'boolean',
  preserveWatchOutput: 'boolean',
  force: 'boolean',
  verbose: 'boolean',
  stopBuildOnErrors: 'boolean',
  clean: 'boolean',
  dry: 'boolean',
} as const satisfies Record<string, Kind>;

const ofCompiler: Readonly<Record<string, Kind>> = {
  allowJs: 'boolean',
  checkJs: 'boolean',
  composite: 'boolean',
  declaration: 'boolean',
  declarationDir: 'path',
  declarationMap: 'boolean',
  emitDeclarationOnly: 'boolean',
  esModuleInterop: 'boolean',
  exactOptionalPropertyTypes: 'boolean',
  importHelpers: 'boolean',
  incremental: 'boolean',
  inlineSourceMap: 'boolean',
  inlineSources: 'boolean',
  isolatedModules: 'boolean',
  jsx: 'string',
  lib: 'list',
  mapRoot: 'string',
  module: 'string',
  moduleDetection: 'string',
  moduleResolution: 'string',
  newLine: 'string',
  noCheck: 'boolean',
  noEmit: 'boolean',
  noEmitOnError: 'boolean',
  noImplicitAny: 'boolean',
  noUncheckedIndexedAccess: 'boolean',
  noUnusedLocals: 'boolean',
  noUnusedParameters: 'boolean',
  outDir: 'path',
  removeComments: 'boolean',
  resolveJsonModule: 'boolean',
  rootDir: 'path',
  skipLibCheck: 'boolean',
  sourceMap: 'boolean',
  sourceRoot: 'string',
  strict: 'boolean',
  strictNullChecks: 'boolean',
  stripInternal: 'boolean',
  target: 'string',
  tsBuildInfoFile: 'path',
  types: 'list',
  verbatimModuleSyntax: 'boolean',
};

const ofBuild = ['clean', 'dry', 'force', 'verbose', 'stopBuildOnErrors'] as const;

const shorts: Readonly<Record<string, string>> = {
  b: 'build',
  d: 'declaration',
  f: 'force',
  m: 'module',
  p: 'project',
  t: 'target',
  v: 'verbose',
  w: 'watch',
};

const names = new Map(
  [...Object.entries(own), ...Object.entries(ofCompiler)].map(([name, kind]) => [
    name.toLowerCase(),
    { name, kind: kind as Kind },
  ]),
);

/** What the help lists. */
export const nativeOptionNames: readonly string[] = [...names.values()].map(({ name }) => `--${name}`).sort();

/**
 * Reads the command line as `tsc` would.
 *
 * @throws WrongArguments for an option that is not among those that TypeScript 7 can be given here
 */
export function parseNativeArguments(args: readonly string[], cwd: string): NativeArguments {
  const given: Record<string, unknown> = {};
  const files: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index]!;
    if (!argument.startsWith('-')) {
      files.push(argument);
      continue;
    }
    const bare = argument.replace(/^--?/, '');
    const option = names.get((shorts[bare] ?? bare).toLowerCase());
    if (!option) {
      throw new WrongArguments(
        `unknown option \`${argument}\`. With TypeScript 7 the options are ${nativeOptionNames.join(', ')}.`,
      );
    }
    const next = args[index + 1];
    if (option.kind === 'boolean') {
      const isSaid = next === 'true' || next === 'false';
      given[option.name] = !isSaid || next === 'true';
      if (isSaid) index += 1;
      continue;
    }
    if (next === undefined) throw new WrongArguments(`\`${argument}\` needs a value.`);
    index += 1;
    given[option.name] = parseValue(option.kind, next, cwd);
  }
  return toArguments(given, files);
}

function parseValue(kind: Kind, text: string, cwd: string): unknown {
  if (text === 'null') return null;
  if (kind === 'path') return resolve(cwd, text);
  return kind === 'list' ? text.split(',').map((item) => item.trim()) : text;
}

function toArguments(given: Readonly<Record<string, unknown>>, files: readonly string[]): NativeArguments {
  const is = (name: keyof typeof own) => given[name] === true;
  const build = is('build');
  const project = given.project;
  if (files.length > 0 && !build) {
    throw new WrongArguments(
      `keyshape build compiles projects, not single files such as ${files[0]}: -p <tsconfig>, or -b <tsconfig> ….`,
    );
  }
  if (build && project !== undefined)
    throw new WrongArguments('`--project` and `--build` do not go together.');
  const alone = ofBuild.find(is);
  if (alone !== undefined && !build) throw new WrongArguments(`\`--${alone}\` needs \`--build\`.`);
  const other = (['watch', 'force'] as const).find(is);
  if (is('clean') && other !== undefined) {
    throw new WrongArguments(`\`--clean\` and \`--${other}\` do not go together: clean first, then build.`);
  }
  const overrides = Object.fromEntries(Object.entries(given).filter(([name]) => name in ofCompiler));
  return {
    build,
    projects: build ? files : typeof project === 'string' ? [project] : [],
    watch: is('watch'),
    pretty: typeof given.pretty === 'boolean' ? given.pretty : undefined,
    preserveWatchOutput: is('preserveWatchOutput'),
    stopBuildOnErrors: is('stopBuildOnErrors'),
    clean: is('clean'),
    dry: is('dry'),
    overrides,
  };
}
