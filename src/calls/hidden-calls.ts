import type ts = require('typescript');

import { brand, type Meanings } from './intrinsics.js';
import { nodesIn } from './nodes-in.js';
import type { SymbolView, TextFile } from './syntax.js';
import type { Use } from './uses.js';
import { anyOf } from './wrappers/names.js';
import { stripped } from './wrappers/names-in.js';

/** Files that are not emitted, or whose calls have no type arguments. */
const hasNoCalls = /\.(?:d(?:\.[^./]+)?\.[cm]?ts|[cm]?jsx?)$/;

/**
 * Makes the test of a text that may call an intrinsic though the file imports no module that holds one: an object that a module
 * of intrinsics was put into can be had from anywhere.
 *
 * @param names - every name under which some module exports an intrinsic
 */
export function mayCall(names: ReadonlySet<string>): (file: TextFile) => boolean {
  const name = anyOf(names).source;
  const called = `${name}(?:['"\`\\])!?.\\s])*<`;
  const calledByKey = '\\](?:!|\\?\\.)?<';
  const takenOut = `\\{[^{}]*${name}[^{}]*\\}\\s*[=:]|[{,]\\s*${name}\\s*:\\s*[^\\s{}()[\\],:;=<>'"]+\\s*[,}=]`;
  // `const hash = tools.versionOf`: a member that is not called as any other function is.
  const member = `(?:\\.\\s*|\\[\\s*['"\`])${name}(?!['"\`\\]\\s]*\\()`;
  const pattern = new RegExp(`${called}|${calledByKey}|${takenOut}|${member}`);
  return ({ fileName, text }) => !hasNoCalls.test(fileName) && pattern.test(text) && !text.includes(brand);
}

/**
 * Finds the calls of intrinsics that no name leads to: a module that holds one beside other things may be spread, stored, mapped
 * or taken for another type, and the checker still knows what is called. Left in place, such a call throws.
 *
 * @param exposed - the names by which they can be called
 * @param uses - what is found by name
 * @param file - whose text {@link mayCall | may call} one
 */
export function hiddenCalls(
  meanings: Meanings,
  exposed: ReadonlySet<string>,
  uses: readonly Use[],
  file: ts.SourceFile,
): readonly Use[] {
  const { syntax, checker } = meanings;
  const found: Use[] = [];
  const known = new Set(uses.map(({ naming }) => naming));
  const isType = (node: ts.Node) => syntax.isTypeNode(node) && !syntax.isExpressionWithTypeArguments(node);
  for (const node of nodesIn(syntax, file.statements, isType)) {
    if (syntax.isCallExpression(node) && node.typeArguments && mayName(node) && !isKnown(node)) {
      const name = calledBy(node);
      if (name) found.push({ kind: 'other', name, naming: node.expression });
    }
  }
  return found;

  /** Whether the callee may be an intrinsic by its name. A variable is not: to store one is an error itself. A member with a computed name may be anything. */
  function mayName(call: ts.CallExpression): boolean {
    const callee = stripped(syntax, call.expression);
    if (syntax.isPropertyAccessExpression(callee)) return exposed.has(callee.name.text);
    if (!syntax.isElementAccessExpression(callee)) return false;
    const key = callee.argumentExpression;
    return !syntax.isStringLiteralLike(key) || exposed.has(key.text);
  }

  /** Whether the name, or what it is a member of, is found already. */
  function isKnown(call: ts.CallExpression): boolean {
    let node: ts.Node = stripped(syntax, call.expression);
    while (!known.has(node)) {
      if (!syntax.isPropertyAccessExpression(node) && !syntax.isElementAccessExpression(node)) return false;
      node = stripped(syntax, node.expression);
    }
    return true;
  }

  function calledBy(call: ts.CallExpression) {
    const declaration = checker.getResolvedSignature(call)?.declaration;
    const declared = declaration && meanings.declaredBy(declaration);
    if (declared) return declared;
    const meaning = meanings.of(memberBehind(call.expression));
    return meaning?.kind === 'intrinsic' ? meaning.name : undefined;
  }

  /** `(tools as { versionOf<T>(): string }).versionOf<User>()`: what is called, whatever it is taken for. */
  function memberBehind(expression: ts.Expression): SymbolView | undefined {
    const callee = stripped(syntax, expression);
    if (!syntax.isPropertyAccessExpression(callee)) return undefined;
    const object = stripped(syntax, callee.expression);
    if (object === callee.expression) return undefined;
    return checker.getTypeAtLocation(object).getProperty(callee.name.text);
  }
}
