import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import ts from 'typescript';
import { type Answer, editedText } from '../../src/project/index.js';
import { type Files, keyshapePackage } from './project.js';

/** Without the typings of the browser, which are most of a program's cost. */
export const temporaryOptions = {
  strict: true,
  target: 'es2022',
  lib: ['es5'],
  module: 'esnext',
  moduleResolution: 'node',
  types: [],
};

/** A project in a temporary folder that sees keyshape and, of types, nothing else. */
export class TemporaryProject {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'keyshape-project-')));
  readonly configFile = this.path('tsconfig.json');
  readonly records = this.path('node_modules/.cache/keyshape');

  constructor(files: Files) {
    this.write({
      'tsconfig.json': JSON.stringify({
        compilerOptions: temporaryOptions,
        include: ['src'],
      }),
      ...keyshapePackage,
      ...files,
    });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(files: Files): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(this.path(name)), { recursive: true });
      writeFileSync(this.path(name), text);
    }
  }

  forgetRecord(): void {
    rmSync(this.records, { recursive: true, force: true });
  }

  delete(...names: readonly string[]): void {
    for (const name of names) rmSync(this.path(name), { recursive: true });
  }
}

/** Runs a file as an answer has it; it may import nothing. */
export function run(answer: Answer, text: string): Readonly<Record<string, unknown>> {
  const edited = editedText(answer, text);
  if (edited === undefined) throw new Error(`The answer is not of the text of ${answer.fileName}.`);
  const { outputText } = ts.transpileModule(edited.text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exports: Record<string, unknown> = {};
  const require = (name: string) => {
    throw new Error(`${name} is loaded`);
  };
  runInNewContext(outputText, { exports, require });
  return exports;
}
