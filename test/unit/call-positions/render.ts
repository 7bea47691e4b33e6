import type { Files } from '../../support/project.js';
import { type Build, hasIn, keepsSyntax } from './builds.js';
import { type Position, positions } from './positions.js';

/** What a module that holds a call must come to. */
export interface Expected {
  readonly value: unknown;
  /** The path of the source without its extension, and the extension. */
  readonly stem: string;
  readonly extension: string;
}

/** The sources of a build, and what each comes to, by a name that tells what is in it. */
export interface Rendered {
  readonly files: Files;
  readonly modules: ReadonlyMap<string, Expected>;
}

const intrinsics = ['versionOf', 'keyFor', 'shapeOf'] as const;
type Intrinsic = (typeof intrinsics)[number];

interface Form {
  head(name: Intrinsic, barrel: string): string;
  callee(name: Intrinsic): string;
  readonly only?: 'cjs';
}

/** The ways to bring an intrinsic into a file. */
const forms: Readonly<Record<string, Form>> = {
  named: { head: (name) => `import { ${name} } from 'keyshape';`, callee: (name) => name },
  'named among others': {
    head: () => "import { keyFor, shapeOf, versionOf } from 'keyshape';",
    callee: (name) => name,
  },
  alias: { head: (name) => `import { ${name} as renamed } from 'keyshape';`, callee: () => 'renamed' },
  namespace: { head: () => "import * as ks from 'keyshape';", callee: (name) => `ks.${name}` },
  'default and named': {
    head: (name, barrel) =>
      `import other, { ${name}, type Shape, used } from '${barrel}';\nvoid (other + used as Shape['x']);`,
    callee: (name) => name,
  },
  barrel: {
    head: (name, barrel) => `import { ${name} as passed } from '${barrel}';`,
    callee: () => 'passed',
  },
  'namespace of a barrel': {
    head: (_, barrel) => `import * as barrel from '${barrel}';`,
    callee: (name) => `barrel.${name}`,
  },
  'import =': {
    head: () => "import ks = require('keyshape');",
    callee: (name) => `ks.${name}`,
    only: 'cjs',
  },
};

/** Keys, each of which is `k`. */
const keys = [
  "'k'",
  "1 < 2 ? 'k' : 'no'",
  `\`\${'k'}\``,
  "'' + 'k'",
  "String('') || 'k'",
  "('k' as string)",
  "['k'][0]!",
  "String('k')",
  "(() => 'k')()",
  "'k' satisfies string",
];

export const shape = '{id:number,name:string}';

const outputExtensions: Readonly<Record<string, string>> = { mts: 'mjs', cts: 'cjs' };

export function outputExtension(extension: string, { compilerOptions }: Build): string {
  if (extension === 'tsx' && compilerOptions.jsx === 'preserve') return 'jsx';
  return outputExtensions[extension] ?? 'js';
}

/**
 * Writes a module for every position that a build has. Which function is called, how it is imported and the extension go
 * round from position to position and from build to build.
 *
 * @param turn - where the round begins
 * @param version - the version of `User`, 16 digits
 */
export function render(compiler: number, build: Build, turn: number, version: string): Rendered {
  const files: Record<string, string> = {
    'globals.d.ts': globals,
    'node_modules/jsx-stub/package.json': '{ "name": "jsx-stub" }',
    'node_modules/jsx-stub/jsx-runtime.d.ts':
      'export namespace JSX { interface IntrinsicElements { [name: string]: any } }\nexport const jsx: any, jsxs: any, Fragment: any;\n',
    'package.json': JSON.stringify({ type: build.type }),
  };
  const extensions = Object.keys(build.extensions);
  for (const extension of extensions) {
    if (extension === 'tsx') continue;
    files[`model.${extension}`] = 'export interface User { id: number; name: string }\n';
    if (build.extensions[extension] === 'cjs' && keepsSyntax(build)) continue;
    files[`barrel.${extension}`] =
      "export { versionOf, keyFor, shapeOf } from 'keyshape';\nexport interface Shape { x: string }\nexport const used = 'used';\nexport default 'other';\n";
  }
  const modules = new Map<string, Expected>();
  let index = 0;
  for (const [name, position] of positions) {
    index += 1;
    const extension = [...extensions.keys()]
      .map((step) => extensions[(index + turn + step) % extensions.length]!)
      .find((one) => isIn(position, compiler, build, one));
    if (extension === undefined) continue;
    const kind = build.extensions[extension]!;
    const fitting = Object.entries(forms).filter(([form, { only }]) =>
      kind === 'cjs' && keepsSyntax(build) ? form === 'import =' : only === undefined || only === kind,
    );
    const intrinsic = intrinsics[(index + turn) % intrinsics.length]!;
    const [form, { head, callee }] = fitting[(Math.floor(index / 3) + turn) % fitting.length]!;
    const key = keys[(index + turn) % keys.length]!;
    const call = `${callee(intrinsic)}<User>(${intrinsic === 'keyFor' ? key : ''})`;
    const js = outputExtension(extension === 'tsx' ? 'ts' : extension, build);
    const stem = `p${String(index).padStart(3, '0')}`;
    files[`${stem}.${extension}`] = [
      head(intrinsic, `./barrel.${js}`),
      `import type { User } from './model.${js}';`,
      // A function, because `$` means something in a replacement.
      position.code.replace(/\$(?!\{)/g, () => call),
    ].join('\n');
    const value = { versionOf: version, keyFor: `${version}:k`, shapeOf: shape }[intrinsic];
    modules.set(`${name} (${intrinsic}, ${form}, ${stem}.${extension})`, {
      value: position.gives(value),
      stem,
      extension,
    });
  }
  return { files, modules };
}

function isIn({ needs }: Position, compiler: number, build: Build, extension: string): boolean {
  const has = hasIn(compiler, build, extension);
  return needs.every((need) => has.has(need));
}

const globals = `declare function give(value: unknown): void;
declare function mark(text: string): (...all: any[]) => any;
declare const Box: any;
declare const React: any;
declare namespace JSX { interface IntrinsicElements { [name: string]: any } }
`;
