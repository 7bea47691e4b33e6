import type ts = require('typescript');

/** One token of a JavaScript file. */
export interface Token {
  readonly start: number;
  /** As written; a string literal in one fixed way of writing it, and every module specifier as the same. */
  readonly text: string;
  /** What a string literal says. */
  readonly value: string | undefined;
}

/** A JavaScript file, parsed, and its tokens: comments, white space and the way strings are quoted are not in them. */
export interface Script {
  readonly file: ts.SourceFile;
  readonly tokens: readonly Token[];
}

/** Parses a JavaScript file. */
export function parseScript(compiler: typeof ts, name: string, text: string): Script {
  const file = compiler.createSourceFile(
    name,
    text,
    compiler.ScriptTarget.Latest,
    true,
    /\.jsx$/.test(name) ? compiler.ScriptKind.JSX : compiler.ScriptKind.JS,
  );
  const tokens: Token[] = [];
  const pending: ts.Node[] = [file];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isComment(compiler, node)) continue;
    const children = node.getChildren(file);
    for (let index = children.length - 1; index >= 0; index -= 1) pending.push(children[index]!);
    if (children.length > 0 || node.kind === compiler.SyntaxKind.SyntaxList) continue;
    const start = node.getStart(file);
    const value = compiler.isStringLiteralLike(node) ? node.text : undefined;
    tokens.push({ start, value, text: textOf(compiler, file, node, start) });
  }
  return { file, tokens };
}

/**
 * Tools that write path aliases and file extensions out (tsc-alias and its like) change module specifiers in place, and
 * no version stands in one.
 */
function textOf(compiler: typeof ts, file: ts.SourceFile, node: ts.Node, start: number): string {
  if (!compiler.isStringLiteralLike(node)) return file.text.slice(start, node.end);
  const { parent } = node;
  const isSpecifier =
    compiler.isImportDeclaration(parent) ||
    compiler.isExportDeclaration(parent) ||
    (compiler.isCallExpression(parent) && /^(?:require|import)$/.test(parent.expression.getText(file)));
  return isSpecifier ? '"module"' : JSON.stringify(node.text);
}

/** JSDoc comments are nodes in JavaScript files. */
function isComment(compiler: typeof ts, { kind }: ts.Node): boolean {
  return kind >= compiler.SyntaxKind.FirstJSDocNode && kind <= compiler.SyntaxKind.LastJSDocNode;
}
