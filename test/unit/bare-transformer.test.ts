import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import plugin, {
  codes,
  factory,
  KeyshapeError,
  keyshapeTransformer,
  name,
  version,
} from '../../src/hosts/index.js';
import { keyFor, shapeOf, versionOf } from '../../src/index.js';
import { compile, compileMain, model } from '../support/project.js';
import { root } from '../support/tools.js';

const main =
  "import { versionOf } from 'keyshape';\nimport type { User } from './model.js';\nexport const v = versionOf<User>();\n";

function thrownBy(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(KeyshapeError);
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

test('a bare transformer gives the output of the program transformer', () => {
  expect(compileMain(main, { through: 'factory' }).js).toBe(compileMain(main).js);
});

test('without a channel for errors, all of a program’s are thrown, the file’s own first', () => {
  const files = {
    ...model,
    'a.ts': main,
    'b.ts':
      "import { versionOf } from 'keyshape';\nexport const b = versionOf;\nexport const c = versionOf();\n",
    'c.ts': "import { keyFor } from 'keyshape';\nexport const d = keyFor;\n",
  };
  const lines = thrownBy(() => compile(files, { through: 'factory' })).split('\n');
  expect(lines).toEqual([
    expect.stringMatching(/^b\.ts\(2,18\): error KS2004: /),
    expect.stringMatching(/^b\.ts\(3,18\): error KS2001: /),
    expect.stringMatching(/^c\.ts\(2,18\): error KS2004: /),
  ]);
});

test('wrong options are thrown', () => {
  expect(thrownBy(() => compileMain(main, { through: 'factory', entry: { size: 3 } }))).toMatch(
    /^error KS3001: /,
  );
});

test('a file that the program does not know is an error', () => {
  const { program } = compileMain(main, { through: 'none' });
  const transform = (text: string) =>
    ts.transpileModule(text, {
      fileName: 'other.ts',
      transformers: { before: [keyshapeTransformer(program, { ts })] },
    });
  expect(thrownBy(() => transform(main))).toMatch(
    /error KS2007: other\.ts is compiled without type information/,
  );
  expect(transform('export const x: number = 1;').outputText).toContain('x = 1');
});

test('an isolated program is an error', () => {
  const options = { noResolve: true, noLib: true };
  const file = ts.createSourceFile('main.ts', main, ts.ScriptTarget.ES2022, true);
  const host = {
    ...ts.createCompilerHost(options),
    getSourceFile: (path: string) => (path === 'main.ts' ? file : undefined),
  };
  const program = ts.createProgram(['main.ts'], options, host);
  const emit = () =>
    program.emit(undefined, () => {}, undefined, false, { before: [keyshapeTransformer(program, { ts })] });
  expect(thrownBy(emit)).toMatch(/^main\.ts\(1,27\): error KS2006: /);
});

test('a transformer of another program is an error; one that asks for the present program is right', () => {
  const first = compileMain(main, { through: 'none' }).program;
  const second = compileMain(main, { through: 'none' }).program;
  const emit = (before: ts.TransformerFactory<ts.SourceFile>) =>
    second.emit(undefined, () => {}, undefined, false, { before: [before] });
  expect(thrownBy(() => emit(keyshapeTransformer(first, { ts })))).toMatch(/error KS3005: /);
  expect(() => emit(keyshapeTransformer(() => second, { ts }))).not.toThrow();
});

test('no program is an error', () => {
  const transformer = keyshapeTransformer(() => undefined, { ts });
  expect(thrownBy(() => ts.transpileModule(main, { transformers: { before: [transformer] } }))).toMatch(
    /KS2007/,
  );
});

test('without `ts`, another copy than the program’s is refused', () => {
  let other = ts;
  jest.isolateModules(() => {
    other = require('typescript') as typeof ts;
  });
  const { program } = compileMain(main, { through: 'none', compiler: other });
  const emit = () =>
    program.emit(undefined, () => {}, undefined, false, { before: [keyshapeTransformer(program)] });
  expect(thrownBy(emit)).toMatch(/error KS3004: /);
});

test('ts-jest’s interface for AST transformers, whose outputs ts-jest would keep, leads to keyshape/ts-jest', () => {
  expect([name, version]).toEqual([
    'keyshape',
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
  ]);
  expect(thrownBy(factory)).toMatch(/error KS3003: .*"keyshape\/ts-jest"/);
});

test('a plugin entry of another type is an error', () => {
  expect(thrownBy(() => plugin({} as ts.Program, {}))).toMatch(/error KS3006: /);
});

test('a language service keeps its own file versions', () => {
  const texts: Record<string, string> = { '/main.ts': main, '/model.ts': model['model.ts'] };
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => ({ noLib: true }),
    getScriptFileNames: () => ['/main.ts'],
    getScriptVersion: () => '1',
    getScriptSnapshot: (path) => (path in texts ? ts.ScriptSnapshot.fromString(texts[path]!) : undefined),
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => '/lib.d.ts',
    fileExists: (path) => path in texts,
    readFile: (path) => texts[path],
  };
  const program = ts.createLanguageService(host).getProgram()!;
  plugin(program, undefined, {}, { ts });
  expect(
    program.getSemanticDiagnostics(program.getSourceFile('/main.ts')).map((one) => one.messageText),
  ).toContainEqual(expect.stringMatching(/KS2006/));
  expect((program.getSourceFile('/main.ts') as ts.SourceFile & { version: string }).version).toBe('1');
});

test('un-replaced, every intrinsic throws at once and names the set-up', () => {
  for (const call of [() => versionOf<string>(), () => keyFor<string>('x'), () => shapeOf<string>()]) {
    expect(call).toThrow(
      /no build replaced it.*ts-patch.*"transformProgram": true.*ttypescript.*TypeScript 7.*README/,
    );
  }
});

test('codes are in order and have a cure', () => {
  expect(Object.keys(codes)).toEqual([...Object.keys(codes)].sort());
  for (const entry of Object.values(codes)) expect(entry.cure).not.toBe('');
});
