import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ClassicChecker } from '../../src/compilers/classic/checker.js';
import { KeyshapeError } from '../../src/error.js';
import { createBundler } from '../../src/hosts/bundler/bundler.js';
import { errorText } from '../../src/hosts/bundler/reports.js';
import { keyshapeTransformer } from '../../src/hosts/index.js';
import { namedTransformer } from '../../src/hosts/jest/inner.js';
import { resolveCompiler } from '../../src/project/compiler.js';
import { resolveOptions } from '../../src/project/configuration/resolve-options.js';
import { openProject } from '../../src/project/open-project.js';
import { readModels } from '../../src/project/read-models.js';
import { unlistedProblem } from '../../src/project/references/unlisted.js';
import { readRoots } from '../../src/reader/index.js';
import { compile, model } from '../support/project.js';
import { TemporaryProject } from '../support/temporary-project.js';
import { root } from '../support/tools.js';

const main =
  "import { versionOf } from 'keyshape';\nimport type { User } from './model.js';\nexport const version = versionOf<User>();\n";

const thrownBy = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof KeyshapeError) return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
};

/** A compiler like those before 5.6, to which a name that does not resolve is as good as `any`. */
const older: typeof ts = {
  ...ts,
  version: '5.5.4',
  createProgram: (...request: unknown[]) => {
    const program = Reflect.apply(ts.createProgram, ts, request) as ts.Program;
    const checker = program.getTypeChecker();
    return { ...program, getTypeChecker: () => ({ ...checker, getTypeFromTypeNode: checker.getAnyType }) };
  },
};

/** What fails in the compiler itself while it is asked for a type. */
function unforeseen(): string {
  class Failing extends ClassicChecker {
    override propertyTypes(): never {
      throw new RangeError('Maximum call stack size exceeded');
    }
  }
  const { program } = compile(model, { through: 'none' });
  const file = program.getSourceFiles().find(({ fileName }) => fileName.endsWith('/model.ts'))!;
  const user = file.statements.find(ts.isInterfaceDeclaration)!;
  const type = program.getTypeChecker().getTypeAtLocation(user.name);
  const [reading] = readRoots(
    new Failing(ts, program, user),
    [{ type, name: 'User', seesTypeParameters: false }],
    { any: 'refuse', serializer: 'json' },
  );
  return `KS1013: ${reading!.problems[0]!.message}`;
}

/** Two programs of the same sources: a transformer made for the first is asked to emit the second. */
function otherProgram(): string {
  const files = { ...model, 'main.ts': main };
  const [first, second] = [0, 1].map(() => compile(files, { through: 'none' }).program);
  const before = [keyshapeTransformer(first!, { ts })];
  return thrownBy(() => second!.emit(undefined, () => {}, undefined, false, { before }));
}

/** A builder's program, whose files have versions of their own, with a transformer that can tell the builder nothing. */
function incremental(): string {
  const files = { ...model, 'main.ts': main };
  const { program } = compile(files, { through: 'none', compilerOptions: { incremental: true } });
  for (const file of program.getSourceFiles())
    if (file.fileName.startsWith('/project/')) Object.assign(file, { version: '1' });
  const before = [keyshapeTransformer(program, { ts })];
  return thrownBy(() => program.emit(undefined, () => {}, undefined, false, { before }));
}

const untyped = () =>
  thrownBy(() => {
    const { program } = compile(model, { through: 'none' });
    ts.transpileModule(main, {
      fileName: 'src/main.ts',
      transformers: { before: [keyshapeTransformer(program, { ts })] },
    });
  });

function noCompiler(): string {
  const project = new TemporaryProject({});
  const message = thrownBy(() => resolveCompiler(project.configFile));
  project.delete('.');
  return message.replace(project.folder, '/project');
}

/** Those for which a project has to lie on the disk. */
function inProject(): readonly string[] {
  const project = new TemporaryProject({ 'src/main.ts': main, 'src/model.ts': model['model.ts'] });
  const compiler = { kind: 'classic', compiler: ts } as const;
  try {
    symlinkSync(join(root, 'node_modules/typescript'), project.path('node_modules/typescript'), 'junction');
    const joined = createBundler('keyshape/test', {}).transform(
      main.replaceAll('\n', ' '),
      project.path('src/main.ts'),
    );
    const noTransformer = thrownBy(() => namedTransformer(undefined, project.folder));
    project.write({
      'src/main.ts': main.replaceAll('versionOf', 'versionsOf'),
      'keyshape.lock': '# keyshape.lock 1: x\n#\n\n<<<<<<< HEAD\n',
    });
    const opened = openProject(project.configFile, { compiler });
    const locked = opened
      .answer(project.path('src/main.ts'))!
      .diagnostics.map(({ code, text }) => `${code}: ${text}`);
    opened.close();
    writeFileSync(project.configFile, '{ "include": ["src"] "compilerOptions": { "types": [] } }');
    const misread = thrownBy(() => readModels([project.configFile], { compiler }));
    return [errorText(joined!, project.folder), noTransformer, ...locked, misread].map((text) =>
      text.replaceAll(project.folder, '/project'),
    );
  } finally {
    project.delete('.');
  }
}

/** What the set-up of a project, or its compiler, may be told; each text has its code before it. */
export function messagesOfSetUps(): readonly string[] {
  const configFile = '/project/tsconfig.json';
  const problemsOf = (plugins: unknown, extended: readonly string[] = []) =>
    resolveOptions({ configFile, extended, plugins }).problems;
  const unresolved = {
    'node_modules/keyshape/index.d.ts': '',
    'main.ts': `// @ts-ignore\n${main}`,
    ...model,
  };
  const problems = [
    unlistedProblem('/project/app/tsconfig.json', '/project/model/tsconfig.json', true),
    ...problemsOf([{ transform: 'keyshape' }]),
    ...problemsOf([{ transform: 'other' }], [join(root, 'transform/tsconfig.json')]),
  ];
  return [
    ...compile({ ...model, 'main.ts': main }, { compiler: older, entry: { any: 'opaque' } }).errors,
    ...compile(
      {
        'main.ts': `import type { VersionOf } from 'keyshape';
interface User { id: number }
declare function get(key: string, version?: VersionOf<User>): User;
declare function get(key: string | null): User | undefined;
declare const key: string | null;
export const found = get(key);
`,
      },
      { compilerOptions: { strict: false } },
    ).errors,
    unforeseen(),
    ...compile({
      'node_modules/keyshape/package.json': '{ "name": "keyshape", "types": "./missing.d.ts" }',
      ...unresolved,
    }).errors,
    untyped(),
    ...problems.map(({ code, message }) => `${code}: ${message}`),
    incremental(),
    noCompiler(),
    otherProgram(),
    ...inProject(),
  ];
}
