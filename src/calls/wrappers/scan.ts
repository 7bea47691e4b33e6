import type ts = require('typescript');

import { isJavaScript } from '../calls.js';
import type { Syntax } from '../syntax.js';
import type { CallLike } from './asked.js';
import { anyOf, type WrapperNames } from './names.js';
import { handedOn } from './names-in.js';
import { type Implementation, isCall, Recogniser } from './recogniser.js';
import { isSignature } from './signature.js';

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
  const recogniser = new Recogniser(syntax, names, isJavaScript(file));
  const calls: CallLike[] = [];
  const implementations: Implementation[] = [];
  const passed = new Map<Implementation, ts.CallExpression>();
  const abstracts: ts.MethodDeclaration[] = [];
  const values: ts.Node[] = [];
  const marks: ts.Identifier[] = [];
  const stands: ts.Expression[] = [];

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
      if (recogniser.mayAsk(node)) calls.push(node);
      return;
    }
    const found = recogniser.functionAt(node);
    if (found) {
      implementations.push(found.node);
      if (found.passedTo) passed.set(found.node, found.passedTo);
    } else if (syntax.isMethodDeclaration(node)) {
      if (recogniser.isAbstract(node)) abstracts.push(node);
    } else {
      const stand = recogniser.given(node);
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
