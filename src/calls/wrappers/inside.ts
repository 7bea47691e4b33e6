import type ts = require('typescript');

import type { CallSite } from '../calls.js';
import { nodesIn } from '../nodes-in.js';
import type { SymbolChecker, Syntax } from '../syntax.js';
import type { VersionParameter } from './guards.js';
import { writtenName } from './names-in.js';

/** The parameter that stands for a call. */
interface OwnParameter {
  readonly name: string;
  /** Whether it holds all readable versions. */
  readonly isList: boolean;
}

/**
 * The parameter that stands for an intrinsic's call inside a wrapper: `versionOf<T>()` and `keyFor<T>(key)` of exactly the type that
 * the wrapper's own parameter marks the version of, and `versionsOf<T>()` where it takes them all.
 *
 * @param parameters - the version parameters of the file
 */
export function ownParameter(
  syntax: Syntax,
  checker: SymbolChecker,
  { name, call, type }: CallSite,
  parameters: readonly VersionParameter[],
): OwnParameter | undefined {
  // A caller fills in no text, and no version that is for purging alone.
  if (name === 'shapeOf' || name === 'allVersionsOf' || parameters.length === 0) return undefined;
  if (!syntax.isTypeReferenceNode(type) || type.typeArguments) return undefined;
  const symbol = checker.getSymbolAtLocation(type.typeName);
  if (symbol === undefined) return undefined;
  for (let node: ts.Node = call; node.parent !== undefined; node = node.parent) {
    const { parent } = node;
    const own = parameters.find(({ owner }) => owner === parent);
    // A default value is evaluated before the parameters behind it have theirs.
    if (own === undefined || own.owner.body !== node) continue;
    const written = own.node.type && soleArgument(syntax, own.node.type);
    if (!written || own.type?.parameter === undefined || checker.getSymbolAtLocation(written) !== symbol)
      continue;
    const { isList } = own.type;
    if (name === 'versionsOf' && !isList) return undefined;
    const { name: parameter } = own.node;
    const isPlain = syntax.isIdentifier(parameter) && !isShadowed(syntax, node, parameter);
    return isPlain ? { name: parameter.text, isList } : undefined;
  }
  return undefined;
}

/** The `T` of `VersionOf<T>`; none where one or several versions may be passed. */
function soleArgument(syntax: Syntax, type: ts.TypeNode): ts.Node | undefined {
  if (syntax.isUnionTypeNode(type)) {
    const found = type.types.flatMap((member) => soleArgument(syntax, member) ?? []);
    return found.length === 1 ? found[0] : undefined;
  }
  if (!syntax.isTypeReferenceNode(type) && !syntax.isImportTypeNode(type)) return undefined;
  const [argument, another] = type.typeArguments ?? [];
  if (!argument || another || !syntax.isTypeReferenceNode(argument) || argument.typeArguments)
    return undefined;
  return argument.typeName;
}

/** Whether a body declares the name again, anywhere: then it is not told which of the two is meant. */
function isShadowed(syntax: Syntax, body: ts.Node, { text }: ts.Identifier): boolean {
  for (const node of nodesIn(syntax, [body])) {
    const declares =
      syntax.isVariableDeclaration(node) ||
      syntax.isParameter(node) ||
      syntax.isBindingElement(node) ||
      syntax.isFunctionDeclaration(node) ||
      syntax.isFunctionExpression(node) ||
      syntax.isClassDeclaration(node) ||
      syntax.isClassExpression(node);
    if (declares && writtenName(syntax, (node as ts.NamedDeclaration).name) === text) return true;
  }
  return false;
}
