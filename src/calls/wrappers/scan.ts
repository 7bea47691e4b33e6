import type ts = require('typescript');

import { isJavaScript } from '../calls.js';
import type { Syntax } from '../syntax.js';
import type { CallLike } from './asked.js';
import { anyOf, type WrapperNames } from './names.js';
import {
  handedOn,
  holderName,
  isAssignment,
  lastName,
  outermost,
  stripped,
  writtenName,
} from './names-in.js';
import { isSignature, type Signature } from './signature.js';

/** A function with a body. */
export type Implementation = Signature & { readonly body: ts.Node };

/** What a file has that may concern wrappers, by its names. */
export interface Scan {
  readonly file: ts.SourceFile;
  readonly calls: readonly CallLike[];
  /** Functions whose parameters may ask. */
  readonly implementations: readonly Implementation[];
  /** Those of them that are looked at for nothing but the call that they are passed to, which says the types of all of their parameters. */
  readonly passed: ReadonlyMap<Implementation, ts.CallExpression>;
  /** Methods that classes leave to those that extend them. */
  readonly abstracts: readonly ts.MethodDeclaration[];
  /** Expressions that name a function without calling it. */
  readonly values: readonly ts.Node[];
  /** Expressions that stand, by the name of what they are given to, where a function may be asked for a version. */
  readonly stands: readonly ts.Expression[];
  /** Names of types that mark a string. */
  readonly marks: readonly ts.Identifier[];
}

/** A call of something without a name: `f()()`, `c[k]()`, `list.map(…)[0]()`. */
const nameless = /[\])]\s*(?:\?\.\s*)?(?:[(`]|<[^;]*?>\s*[(`])/;
const constructing = /(?<![\w$])(?:new|super)(?![\w$])/;

/** Whether a file may have something of wrappers, by its text, so that most are not walked. */
export function mayHoldWrappers(names: WrapperNames): (text: string) => boolean {
  const named = anyOf(new Set([...names.values, ...names.types]));
  return (text) =>
    names.wide ||
    named.test(text) ||
    (names.values.size > 0 && nameless.test(text)) ||
    (names.constructors && constructing.test(text));
}

/** Makes the test of a node's kind that sends most nodes away: asked about each kind once, where the tests below are of every node. */
export function kindsOfInterest(syntax: Syntax): (node: ts.Node) => boolean {
  const known = new Map<number, boolean>();
  return (node) => {
    let isOne = known.get(node.kind);
    if (isOne === undefined) {
      isOne =
        isCall(syntax, node) ||
        isSignature(syntax, node) ||
        syntax.isShorthandPropertyAssignment(node) ||
        syntax.isPropertyAssignment(node) ||
        syntax.isPropertyDeclaration(node) ||
        syntax.isVariableDeclaration(node) ||
        syntax.isBinaryExpression(node);
      known.set(node.kind, isOne);
    }
    return isOne;
  };
}

function isCall(syntax: Syntax, node: ts.Node): node is CallLike {
  return (
    syntax.isCallExpression(node) || syntax.isNewExpression(node) || syntax.isTaggedTemplateExpression(node)
  );
}

/**
 * Looks at a file for what may concern wrappers.
 *
 * @param isOfInterest - the test of {@link kindsOfInterest}
 */
export function scan(
  syntax: Syntax,
  names: WrapperNames,
  file: ts.SourceFile,
  isOfInterest: (node: ts.Node) => boolean,
): Scan {
  const calls: CallLike[] = [];
  const implementations: Implementation[] = [];
  const passed = new Map<Implementation, ts.CallExpression>();
  const abstracts: ts.MethodDeclaration[] = [];
  const values: ts.Node[] = [];
  const marks: ts.Identifier[] = [];
  const stands: ts.Expression[] = [];

  /** What is given to something of a name under which functions ask: `{ get }`, `{ get: read }`, `get = read`, `const get: Get = read`. */
  function given(node: ts.Node): ts.Expression | undefined {
    if (syntax.isShorthandPropertyAssignment(node)) return named(node.name) ? node.name : undefined;
    if (syntax.isPropertyAssignment(node) || syntax.isPropertyDeclaration(node))
      return named(node.name) ? node.initializer : undefined;
    if (syntax.isVariableDeclaration(node)) {
      const isTyped = node.type !== undefined && (names.wide || named(node.name) || mentions(node.type));
      return isTyped ? node.initializer : undefined;
    }
    if (isAssignment(syntax, node)) {
      const name = lastName(syntax, node.left);
      return name !== undefined && names.values.has(name) ? node.right : undefined;
    }
    return undefined;
  }

  function named(name: ts.Node): boolean {
    const text = writtenName(syntax, name);
    return text !== undefined && names.values.has(text);
  }

  function mayAsk(call: CallLike): boolean {
    if (syntax.isNewExpression(call)) return names.constructors || names.wide;
    const callee = stripped(syntax, syntax.isCallExpression(call) ? call.expression : call.tag);
    if (callee.kind === syntax.SyntaxKind.ImportKeyword) return false;
    if (callee.kind === syntax.SyntaxKind.SuperKeyword) return names.constructors;
    if (names.wide) return true;
    const name = lastName(syntax, callee);
    return name === undefined ? names.values.size > 0 : names.values.has(name);
  }

  function isImplementation(node: ts.Node): node is Implementation {
    if (!isSignature(syntax, node) || !('body' in node) || !node.body || node.parameters.length === 0)
      return false;
    if (syntax.isConstructorDeclaration(node)) return names.constructors;
    const isExpression = syntax.isArrowFunction(node) || syntax.isFunctionExpression(node);
    const name = isExpression ? heldAs(node) : writtenName(syntax, node.name);
    // JavaScript types its parameters in comments; and what is passed or handed back takes them from where it goes.
    if (names.wide && isJavaScript(file)) return true;
    if (name !== undefined && names.values.has(name)) return true;
    if (node.parameters.some(({ type }) => type && mentions(type))) return true;
    if (!isExpression || !isGiven(node)) return names.wide && (isExpression || name === undefined);
    const { parent } = node;
    const isPlain = node.parameters.every(({ type, initializer }) => !type && !initializer);
    if (syntax.isCallExpression(parent) && isPlain && !isJavaScript(file))
      passed.set(node as Implementation, parent);
    return true;
  }

  /** Whether a function is passed to what may take one that asks: `new Service((key, version) => …)`. */
  function isGiven(expression: ts.Node): boolean {
    const node = outermost(syntax, expression);
    const { parent } = node;
    const isCall = syntax.isCallExpression(parent) || syntax.isNewExpression(parent);
    return isCall && parent.expression !== node && mayAsk(parent);
  }

  /** The name that a function is held by, or what is made of it: `get: memo((key) => …)`, `get: isFake ? (key) => … : real`. */
  function heldAs(expression: ts.Node): string | undefined {
    const node = outermost(syntax, expression);
    const { parent } = node;
    const isHandedOn =
      syntax.isConditionalExpression(parent) ||
      (syntax.isCallExpression(parent) && parent.expression !== node) ||
      (syntax.isBinaryExpression(parent) && !isAssignment(syntax, parent));
    return isHandedOn ? heldAs(parent) : holderName(syntax, node);
  }

  function mentions(type: ts.Node): boolean {
    if (syntax.isIdentifier(type)) return names.types.has(type.text) || names.values.has(type.text);
    if (syntax.isStringLiteral(type)) return names.values.has(type.text);
    return syntax.forEachChild(type, (child) => mentions(child) || undefined) ?? false;
  }

  const pending: ts.Node[] = [...file.statements];
  /** About one node in two is a name, which has nothing below it. */
  function meet(node: ts.Node): void {
    if (!syntax.isIdentifier(node)) pending.push(node);
    else {
      if (names.types.has(node.text)) marks.push(node);
      if (names.values.has(node.text)) values.push(node);
    }
  }
  function look(node: ts.Node): void {
    if (isCall(syntax, node)) {
      if (mayAsk(node)) calls.push(node);
    } else if (isImplementation(node)) implementations.push(node);
    else if (syntax.isMethodDeclaration(node)) {
      const isAbstract = node.modifiers?.some(({ kind }) => kind === syntax.SyntaxKind.AbstractKeyword);
      if (isAbstract && node.parameters.some(({ type }) => type && mentions(type))) abstracts.push(node);
    } else {
      const stand = given(node);
      if (stand !== undefined && handedOn(syntax, stand).length > 0) stands.push(stand);
    }
  }
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isOfInterest(node)) look(node);
    syntax.forEachChild(node, meet);
  }
  const byPlace = (a: ts.Node, b: ts.Node) => a.pos - b.pos;
  return {
    file,
    calls: calls.sort(byPlace),
    implementations: implementations.sort(byPlace),
    passed,
    abstracts: abstracts.sort(byPlace),
    values: values.sort(byPlace),
    stands: stands.sort(byPlace),
    marks: marks.sort(byPlace),
  };
}
