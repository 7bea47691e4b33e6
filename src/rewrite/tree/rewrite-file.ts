import type ts = require('typescript');

import { type FileResult, isRewritten } from '../../calls/file-result.js';
import type { ReplacedCall } from '../../calls/replacement.js';
import { isBindingStatement } from '../binding-statements.js';
import { withArgument, withGuard } from './arguments.js';
import { withoutNames } from './drop.js';
import { createElision, type Elision } from './elision.js';
import { expressionFor } from './expression.js';
import type { Making } from './making.js';

/**
 * Rewrites one file by what was decided about it. Only the way to the nodes that change is walked; everything else is
 * handed on as it is, so that source maps and comments stay.
 *
 * @param compiler - the TypeScript module that made the program
 * @param program - the program
 * @param context - the context of the emit
 * @param file - the file, perhaps already touched by another transformer
 * @param result - what was decided about it
 */
export function rewriteFile(
  compiler: typeof ts,
  program: ts.Program,
  context: ts.TransformationContext,
  file: ts.SourceFile,
  result: FileResult,
): ts.SourceFile {
  if (!isRewritten(result)) return file;
  const { factory } = context;
  const making: Making = { compiler, factory };
  const path = pathTo([...result.replacements.keys(), ...result.guards.keys(), ...result.drops]);
  let made: Elision | undefined;
  const elision = () => (made ??= createElision(compiler, program, context));

  /** The parsed node behind a node; nodes that another transformer made from nothing have none. */
  function parsed(node: ts.Node): ts.Node | undefined {
    return compiler.getParseTreeNode(node);
  }

  function visit(node: ts.Node): ts.Node | undefined {
    const original = parsed(node);
    if (original && !path.has(original)) return node;
    if (original && isBindingStatement(compiler, original) && isBindingStatement(compiler, node)) {
      const left = withoutNames(making, original, result.drops, elision());
      // `export default` and `export =` hold an expression; nothing of it is walked yet.
      return left === original ? compiler.visitEachChild(node, visit, context) : left;
    }
    if (original && compiler.isParameter(node)) {
      const guard = result.guards.get(original as ts.ParameterDeclaration);
      const visited = compiler.visitEachChild(node, visit, context);
      return guard === undefined ? visited : withGuard(making, visited, guard);
    }
    const replacement = original && result.replacements.get(original as ReplacedCall);
    if (replacement?.kind === 'argument') {
      return withArgument(making, compiler.visitEachChild(node, visit, context), replacement);
    }
    if (replacement && compiler.isCallExpression(original) && compiler.isCallExpression(node)) {
      const argument = node.arguments[0] && compiler.visitNode(node.arguments[0], visit);
      return expressionFor(making, original, replacement, argument as ts.Expression | undefined);
    }
    const visited = compiler.visitEachChild(node, visit, context);
    return startsChain(visited) ? withoutChain(visited) : visited;
  }

  /** Whether a link of an optional chain lost the link before it: `versionOf?.<User>().length`. */
  function startsChain(node: ts.Node): node is ts.PropertyAccessChain | ts.ElementAccessChain | ts.CallChain {
    return (
      (compiler.isPropertyAccessChain(node) ||
        compiler.isElementAccessChain(node) ||
        compiler.isCallChain(node)) &&
      !node.questionDotToken &&
      !compiler.isOptionalChain(node.expression)
    );
  }

  function withoutChain(node: ts.PropertyAccessChain | ts.ElementAccessChain | ts.CallChain): ts.Expression {
    const plain = compiler.isPropertyAccessChain(node)
      ? factory.createPropertyAccessExpression(node.expression, node.name)
      : compiler.isElementAccessChain(node)
        ? factory.createElementAccessExpression(node.expression, node.argumentExpression)
        : factory.createCallExpression(node.expression, node.typeArguments, node.arguments);
    return compiler.setTextRange(plain, node);
  }

  return compiler.visitEachChild(file, visit, context);
}

/** The nodes on the way from the file to the given ones. */
function pathTo(nodes: readonly ts.Node[]): ReadonlySet<ts.Node> {
  const path = new Set<ts.Node>();
  for (const target of nodes) {
    for (let node: ts.Node | undefined = target; node && !path.has(node); node = node.parent) path.add(node);
  }
  return path;
}
