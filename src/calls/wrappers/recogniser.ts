import type ts = require('typescript');

import type { Syntax } from '../syntax.js';
import type { CallLike } from './asked.js';
import type { WrapperNames } from './names.js';
import { holderName, isAssignment, lastName, outermost, stripped, writtenName } from './names-in.js';
import { isSignature, type Signature } from './signature.js';

/** A function with a body. */
export type Implementation = Signature & { readonly body: ts.Node };

/** A function whose parameters may ask. */
export interface RecognisedFunction {
  readonly node: Implementation;
  /** The call that it is passed to, where nothing but that says the types of its parameters. */
  readonly passedTo: ts.CallExpression | undefined;
}

/** Whether a node is what may ask for a version. */
export function isCall(syntax: Syntax, node: ts.Node): node is CallLike {
  return (
    syntax.isCallExpression(node) || syntax.isNewExpression(node) || syntax.isTaggedTemplateExpression(node)
  );
}

/** Tells by names alone, without a checker, what of a file may concern wrappers. */
export class Recogniser {
  /** @param inJavaScript - whether the file types its parameters in comments */
  constructor(
    private readonly syntax: Syntax,
    private readonly names: WrapperNames,
    private readonly inJavaScript: boolean,
  ) {}

  mayAsk(call: CallLike): boolean {
    const { syntax, names } = this;
    if (syntax.isNewExpression(call)) return names.constructors || names.wide;
    const callee = stripped(syntax, syntax.isCallExpression(call) ? call.expression : call.tag);
    if (callee.kind === syntax.SyntaxKind.ImportKeyword) return false;
    if (callee.kind === syntax.SyntaxKind.SuperKeyword) return names.constructors;
    if (names.wide) return true;
    const name = lastName(syntax, callee);
    return name === undefined ? names.values.size > 0 : names.values.has(name);
  }

  /** The function that a node is, if its parameters may ask. */
  functionAt(node: ts.Node): RecognisedFunction | undefined {
    const { syntax, names } = this;
    if (!isSignature(syntax, node) || !('body' in node) || !node.body || node.parameters.length === 0)
      return undefined;
    const found = { node: node as Implementation, passedTo: undefined };
    if (syntax.isConstructorDeclaration(node)) return names.constructors ? found : undefined;
    const isExpression = syntax.isArrowFunction(node) || syntax.isFunctionExpression(node);
    const name = isExpression ? this.heldAs(node) : writtenName(syntax, node.name);
    // JavaScript types its parameters in comments; and what is passed or handed back takes them from where it goes.
    if (names.wide && this.inJavaScript) return found;
    if (name !== undefined && names.values.has(name)) return found;
    if (this.mentionsAny(node.parameters)) return found;
    if (!isExpression || !this.isPassed(node))
      return names.wide && (isExpression || name === undefined) ? found : undefined;
    const { parent } = node;
    const isPlain = node.parameters.every(({ type, initializer }) => !type && !initializer);
    const isTold = syntax.isCallExpression(parent) && isPlain && !this.inJavaScript;
    return isTold ? { ...found, passedTo: parent } : found;
  }

  /** Whether a node is a method that may ask, and that a class leaves to those that extend it. */
  isAbstract(node: ts.MethodDeclaration): boolean {
    const { AbstractKeyword } = this.syntax.SyntaxKind;
    const isAbstract = node.modifiers?.some(({ kind }) => kind === AbstractKeyword) ?? false;
    return isAbstract && this.mentionsAny(node.parameters);
  }

  /** What is given to something of a name under which functions ask: `{ get }`, `{ get: read }`, `get = read`, `const get: Get = read`. */
  given(node: ts.Node): ts.Expression | undefined {
    const { syntax, names } = this;
    if (syntax.isShorthandPropertyAssignment(node)) return this.named(node.name) ? node.name : undefined;
    if (syntax.isPropertyAssignment(node) || syntax.isPropertyDeclaration(node))
      return this.named(node.name) ? node.initializer : undefined;
    if (syntax.isVariableDeclaration(node)) {
      const { name, type } = node;
      const isTyped = type !== undefined && (names.wide || this.named(name) || this.mentions(type));
      return isTyped ? node.initializer : undefined;
    }
    if (!isAssignment(syntax, node)) return undefined;
    const name = lastName(syntax, node.left);
    return name !== undefined && names.values.has(name) ? node.right : undefined;
  }

  private named(name: ts.Node): boolean {
    const text = writtenName(this.syntax, name);
    return text !== undefined && this.names.values.has(text);
  }

  private mentionsAny(parameters: readonly ts.ParameterDeclaration[]): boolean {
    return parameters.some(({ type }) => type !== undefined && this.mentions(type));
  }

  private mentions(type: ts.Node): boolean {
    const { syntax, names } = this;
    if (syntax.isIdentifier(type)) return names.types.has(type.text) || names.values.has(type.text);
    if (syntax.isStringLiteral(type)) return names.values.has(type.text);
    return syntax.forEachChild(type, (child) => this.mentions(child) || undefined) ?? false;
  }

  /** Whether a function is passed to what may take one that asks: `new Service((key, version) => …)`. */
  private isPassed(expression: ts.Node): boolean {
    const node = outermost(this.syntax, expression);
    const { parent } = node;
    const isCall = this.syntax.isCallExpression(parent) || this.syntax.isNewExpression(parent);
    return isCall && parent.expression !== node && this.mayAsk(parent);
  }

  /** The name that a function is held by, or what is made of it: `get: memo((key) => …)`, `get: isFake ? (key) => … : real`. */
  private heldAs(expression: ts.Node): string | undefined {
    const { syntax } = this;
    const node = outermost(syntax, expression);
    const { parent } = node;
    const isHandedOn =
      syntax.isConditionalExpression(parent) ||
      (syntax.isCallExpression(parent) && parent.expression !== node) ||
      (syntax.isBinaryExpression(parent) && !isAssignment(syntax, parent));
    return isHandedOn ? this.heldAs(parent) : holderName(syntax, node);
  }
}
