import { dirname, join } from 'node:path';
import type ts from 'typescript';
import type { CaseGroup } from './case-files.js';

/** How the files of the cases are laid before a compiler. */
export interface Layout {
  /** A folder that sees `@types/node`; the groups' folders are under it, in memory. */
  readonly folder: string;
  readonly crlf?: boolean;
  /** The files are handed over from the last to the first. */
  readonly reversed?: boolean;
  /** Options over those of each group. */
  readonly override?: Readonly<Record<string, unknown>>;
}

/** A type whose version is asked for, at its call. */
export interface CaseRoot {
  readonly name: string;
  readonly node: ts.TypeNode;
  /** It stands below `// unlike:`. */
  readonly unlike: boolean;
  /** The path that a refusal must name; `*` is any below the root; `undefined` is not asked. */
  readonly at: string | undefined;
}

const known = new WeakMap<typeof ts, Map<string, ts.SourceFile | undefined>>();

/** The program of some groups that have the same options, and their files. */
export function createCaseProgram(
  compiler: typeof ts,
  layout: Layout,
  groups: readonly CaseGroup[],
  also: Readonly<Record<string, unknown>> = {},
): { readonly program: ts.Program; files(group: CaseGroup): readonly ts.SourceFile[] } {
  const options = compilerOptions(compiler, layout, { ...groups[0]?.options, ...also });
  const texts = new Map<string, string>();
  for (const group of groups) {
    for (const [name, text] of group.files) {
      const whole = name === 'main.ts' ? text + calls(compiler, text) : text;
      texts.set(join(folderOf(layout, group), name), layout.crlf ? whole.replace(/\n/g, '\r\n') : whole);
    }
  }
  const roots = [...texts.keys()].filter((path) => /\.[jt]s$/.test(path) && !path.includes('node_modules/@'));
  const sources = roots.filter((path) => !path.slice(layout.folder.length).includes('/node_modules/'));
  const host = createOverlay(compiler, options, texts);
  const program = compiler.createProgram(layout.reversed ? sources.reverse() : sources, options, host);
  return {
    program,
    files: (group) =>
      [...group.files.keys()]
        .filter((name) => !name.startsWith('node_modules/') && !name.endsWith('.json'))
        .map((name) => program.getSourceFile(join(folderOf(layout, group), name))!),
  };
}

function folderOf(layout: Layout, group: CaseGroup): string {
  return join(layout.folder, group.topic, String(group.number));
}

function compilerOptions(
  compiler: typeof ts,
  layout: Layout,
  options: Readonly<Record<string, unknown>>,
): ts.CompilerOptions {
  const asked = { ...options, ...layout.override };
  const raw = {
    strict: true,
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: resolution(compiler, asked.module),
    lib: ['es2022'],
    types: [],
    esModuleInterop: true,
    skipLibCheck: true,
    ignoreDeprecations: compiler.versionMajorMinor.startsWith('6.') ? '6.0' : undefined,
    ...asked,
  };
  const { options: parsed, errors } = compiler.convertCompilerOptionsFromJson(raw, layout.folder);
  if (errors.length > 0) throw new Error(errors.map((error) => JSON.stringify(error.messageText)).join('\n'));
  return { ...parsed, noEmit: true };
}

function resolution(compiler: typeof ts, module: unknown): string {
  if (compiler.versionMajorMinor.startsWith('4.')) return 'node';
  return module === 'CommonJS' ? 'node10' : 'bundler';
}

function createOverlay(
  compiler: typeof ts,
  options: ts.CompilerOptions,
  texts: ReadonlyMap<string, string>,
): ts.CompilerHost {
  const host = compiler.createCompilerHost(options);
  const folders = new Set<string>();
  for (const path of texts.keys()) {
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  const files = known.get(compiler) ?? new Map<string, ts.SourceFile | undefined>();
  known.set(compiler, files);
  const kind = [options.target, options.module, options.strict].join();
  const { fileExists, readFile, directoryExists, getSourceFile, realpath } = host;
  return Object.assign(host, {
    fileExists: (path: string) => texts.has(path) || fileExists.call(host, path),
    readFile: (path: string) => texts.get(path) ?? readFile.call(host, path),
    directoryExists: (path: string) => folders.has(path) || directoryExists!.call(host, path),
    realpath: (path: string) => (texts.has(path) || folders.has(path) ? path : realpath!.call(host, path)),
    getSourceFile: (path: string, target: ts.ScriptTarget | ts.CreateSourceFileOptions) => {
      const text = texts.get(path);
      // Without parent pointers, as a build has them, and without parsed JSDoc where a build has none.
      if (text !== undefined) return compiler.createSourceFile(path, text, target);
      const key = `${kind} ${path}`;
      if (!files.has(key)) files.set(key, getSourceFile.call(host, path, target));
      return files.get(key);
    },
  } satisfies Partial<ts.CompilerHost>);
}

/** A call for each exported type of a text. */
function calls(compiler: typeof ts, text: string): string {
  const file = compiler.createSourceFile('main.ts', text, compiler.ScriptTarget.Latest);
  const names = exportedTypes(compiler, file).map((declaration) => declaration.name!.text);
  const lines = [...new Set(names)].map((name) => `versionOf<${name}>();`);
  return `declare function versionOf<T>(): string;\n${lines.join('\n')}\nexport {};\n`;
}

type TypeDeclaration =
  | ts.TypeAliasDeclaration
  | ts.InterfaceDeclaration
  | ts.ClassDeclaration
  | ts.EnumDeclaration;

function exportedTypes(compiler: typeof ts, file: ts.SourceFile): TypeDeclaration[] {
  return file.statements.flatMap((statement) => {
    const isType =
      compiler.isTypeAliasDeclaration(statement) ||
      compiler.isInterfaceDeclaration(statement) ||
      compiler.isClassDeclaration(statement) ||
      compiler.isEnumDeclaration(statement);
    if (!isType || !statement.modifiers?.some(({ kind }) => kind === compiler.SyntaxKind.ExportKeyword))
      return [];
    if ('typeParameters' in statement && statement.typeParameters !== undefined) return [];
    return [statement];
  });
}

/** The roots of a group: its calls, written and added, in the order in which their types are declared. */
export function rootsOf(compiler: typeof ts, main: ts.SourceFile): readonly CaseRoot[] {
  const { text } = main;
  const unlike = /^\/\/ unlike:/m.exec(text)?.index ?? Number.POSITIVE_INFINITY;
  const pathAt = (position: number) => / \/\/ at ([^\r\n]+)/.exec(lineAt(text, position))?.[1];
  const declarations = new Map<string, TypeDeclaration>();
  for (const declaration of exportedTypes(compiler, main)) {
    const name = declaration.name!.text;
    if (!declarations.has(name)) declarations.set(name, declaration);
  }
  const roots: CaseRoot[] = [];
  const visit = (node: ts.Node): void => {
    if (compiler.isCallExpression(node) && node.expression.getText(main) === 'versionOf') {
      const argument = node.typeArguments![0]!;
      const name = argument.getText(main);
      const declaration = declarations.get(name);
      const position = (declaration?.name ?? node).getStart(main);
      const at = pathAt(position) ?? (declaration === undefined ? undefined : name);
      roots.push({ name, node: argument, unlike: position > unlike, at });
    }
    compiler.forEachChild(node, visit);
  };
  visit(main);
  return roots;
}

function lineAt(text: string, position: number): string {
  return text.slice(text.lastIndexOf('\n', position) + 1).split('\n', 1)[0]!;
}
