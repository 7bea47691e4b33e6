import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { Files } from '../../support/project.js';
import type { Build } from './builds.js';
import { outputExtension, type Rendered } from './render.js';

interface Answer {
  readonly value?: unknown;
  readonly error?: string;
}

/**
 * Runs the output of every module of a build where keyshape is not installed.
 *
 * @param outputs - the files that the build wrote
 * @returns what each came to, by the names of the modules; an error is its text
 */
export function runOutputs(
  { modules }: Rendered,
  build: Build,
  outputs: Files,
): Readonly<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'keyshape-positions-'));
  try {
    const all = { ...runtime, 'package.json': JSON.stringify({ type: build.type }), ...outputs };
    for (const [path, text] of Object.entries<string>(all)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      const name = path.replace(/\.jsx$/, '.js');
      writeFileSync(
        join(folder, name),
        build.compilerOptions.target === 'esnext' ? lowered(path, text) : text,
      );
    }
    const files = [...modules.values()].map(
      ({ stem, extension }) => `${stem}.${outputExtension(extension, build).replace('jsx', 'js')}`,
    );
    const answers = JSON.parse(
      execFileSync(process.execPath, [join(__dirname, 'load-outputs.cjs'), folder, ...files], {
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      }),
    ) as Readonly<Record<string, Answer>>;
    return Object.fromEntries(
      [...modules.keys()].map((name, index) => {
        const { value, error } = answers[files[index]!]!;
        return [name, error === undefined ? value : `threw ${error}`];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What this Node does not run as it is: JSX, `using`, decorators, accessor fields. */
function lowered(path: string, text: string): string {
  if (!/\.jsx?$/.test(path)) return text;
  return ts.transpileModule(text, {
    fileName: path,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      jsx: ts.JsxEmit.React,
      allowJs: true,
    },
  }).outputText;
}

const runtime: Files = {
  'node_modules/jsx-stub/package.json':
    '{ "name": "jsx-stub", "exports": { "./jsx-runtime": "./jsx-runtime.js" } }',
  'node_modules/jsx-stub/jsx-runtime.js':
    'const jsx = (tag, props) => (typeof tag === "function" ? tag(props) : { tag, ...props });\nexports.jsx = exports.jsxs = jsx;\nexports.Fragment = ({ children }) => children;\n',
};
