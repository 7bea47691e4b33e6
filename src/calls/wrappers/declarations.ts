import type ts = require('typescript');

import { askOfLists, askOfPresent } from '../../reader/ask.js';
import type { Located } from '../calls.js';
import { placeOf } from '../diagnostics.js';
import type { Syntax } from '../syntax.js';
import type { CallChecker } from './asked.js';
import { basesAsked, type Member, overloadsOf, type VersionParameter, wrapperName } from './guards.js';

/**
 * The methods that ask for a version where a base, an interface or an overload of theirs does not: whoever calls through that gives none.
 *
 * @param parameters - the version parameters of implementations
 * @param abstracts - abstract methods that may ask
 */
export function undeclared(
  syntax: Syntax,
  checker: CallChecker,
  parameters: readonly VersionParameter[],
  abstracts: readonly ts.MethodDeclaration[],
): readonly Located[] {
  const marks = askOfLists(
    abstracts.map(({ parameters }) => parameters),
    (nodes) => checker.markedAt(nodes),
  );
  const asking = abstracts.filter((_, index) => marks[index]!.some((mark) => mark !== undefined));
  const written = parameters.flatMap(({ owner, type }) => (type ? [owner] : []));
  return [
    ...inBases(syntax, checker, [...written, ...asking]),
    ...inOverloads(syntax, checker, parameters),
    ...parameters.flatMap(({ owner }) => strictAlone(syntax, owner)),
  ];
}

/** JavaScript allows no default value beside a directive of the function's own, and the build writes one. */
function strictAlone(syntax: Syntax, owner: VersionParameter['owner']): readonly Located[] {
  const { statements = [] }: { readonly statements?: readonly ts.Node[] } = owner.body as object;
  // It need not be the first: `'use server'; 'use strict';`.
  for (const statement of statements) {
    if (!syntax.isExpressionStatement(statement) || !syntax.isStringLiteral(statement.expression)) return [];
    if (statement.expression.text === 'use strict') return [notStrict(syntax, owner, statement)];
  }
  return [];
}

function notStrict(syntax: Syntax, owner: VersionParameter['owner'], directive: ts.Node): Located {
  const message = `\`${wrapperName(syntax, owner)}\` asks for a version and has a 'use strict' of its own, beside which JavaScript allows no default value: the build could not guard it. Take the directive out; a module is strict without it, and so is every file under \`alwaysStrict\`.`;
  return { where: placeOf(directive), problem: { code: 'KS2104', message } };
}

function inBases(syntax: Syntax, checker: CallChecker, methods: readonly Member[]): readonly Located[] {
  const questions = methods.flatMap((method) => basesAsked(syntax, method));
  return checker.signaturesInBase(questions).flatMap((signatures, index) => {
    if (!signatures?.length || signatures.some((asked) => asked !== undefined)) return [];
    const { owner, base, member } = questions[index]!;
    return [
      problem(
        owner.name ?? owner,
        `\`${wrapperName(syntax, owner)}\` asks for a version, and \`${member}\` of \`${base.getText()}\` does not: a call through that gives none. Add \`version?: VersionOf<T>\` there too; where that is a package's, hold one in a class of your own in place of being one.`,
      ),
    ];
  });
}

function inOverloads(
  syntax: Syntax,
  checker: CallChecker,
  parameters: readonly VersionParameter[],
): readonly Located[] {
  const overloads = parameters.flatMap(({ node, owner }) => {
    const index = owner.parameters.indexOf(node);
    return overloadsOf(syntax, owner).map((list) => ({
      owner,
      declared: list.declared,
      parameter: list.parameters[index],
    }));
  });
  const marks = askOfPresent(
    overloads.map(({ parameter }) => parameter),
    (nodes) => checker.markedAt(nodes),
  );
  return overloads.flatMap(({ owner, declared }, index) => {
    if (marks[index] !== undefined) return [];
    return [
      problem(
        declared,
        `\`${wrapperName(syntax, owner)}\` asks for a version, and this overload does not: its calls give none. Add \`version?: VersionOf<…>\` in the same place, or give it a name of its own.`,
      ),
    ];
  });
}

function problem(node: ts.Node, message: string): Located {
  return { where: placeOf(node), problem: { code: 'KS2106', message } };
}
