import type ts = require('typescript');

import { askOfLists, askOfPresent } from '../../reader/ask.js';
import type { Located } from '../calls.js';
import { placeOf } from '../diagnostics.js';
import type { Syntax } from '../syntax.js';
import type { CallChecker } from './asked.js';
import { basesAsked, contextAsked, type Member, overloadsOf } from './declared-elsewhere.js';
import { type VersionParameter, wrapperName } from './guards.js';
import {
  argumentCount,
  argumentPlace,
  parameterAt,
  placesAskedAt,
  type Taking,
  takesAsPassed,
} from './parameter-places.js';

/** The places at which functions take versions by what their own parameters say. */
type OwnPlaces = ReadonlyMap<Member, readonly number[]>;

/**
 * The methods that ask for a version where a base, an interface or an overload of theirs does not, or does in another place: whoever calls
 * through that gives none, or puts something else there.
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
  const written = parameters.filter(({ type }) => type !== undefined);
  const taken = [
    ...written.map(({ owner, node }) => ({ owner, index: owner.parameters.indexOf(node) })),
    ...abstracts.flatMap((owner, at) =>
      marks[at]!.flatMap((mark, index) => (mark === undefined ? [] : { owner, index })),
    ),
  ];
  const places = new Map<Member, number[]>();
  for (const { owner, index } of taken)
    places.set(owner, [...(places.get(owner) ?? []), argumentPlace(syntax, owner, index)]);
  return [
    ...inBases(syntax, checker, places),
    ...inContexts(syntax, checker, places),
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

function inBases(syntax: Syntax, checker: CallChecker, places: OwnPlaces): readonly Located[] {
  const questions = [...places.keys()].flatMap((method) => basesAsked(syntax, method));
  return checker.signaturesInBase(questions).flatMap((signatures, index) => {
    const { owner, base, member } = questions[index]!;
    if (!signatures?.length) return [];
    const passed = placesAskedAt(signatures);
    if (passed.length > 0 && takesAsPassed(takingOf(syntax, places, owner), passed)) return [];
    const name = `\`${wrapperName(syntax, owner)}\``;
    const of = `\`${member}\` of \`${base.getText()}\``;
    return [
      problem(
        owner.name ?? owner,
        passed.length > 0
          ? elsewhere(name, of)
          : `${name} asks for a version, and ${of} does not: a call through that gives none. Add \`version?: VersionOf<T>\` there too; where that is a package's, hold one in a class of your own in place of being one.`,
      ),
    ];
  });
}

/** A function whose context does not ask at all is left to its guard: nothing declares it to be what is expected there. */
function inContexts(syntax: Syntax, checker: CallChecker, places: OwnPlaces): readonly Located[] {
  const questions = [...places.keys()].flatMap((owner) => contextAsked(syntax, owner));
  return checker.signaturesInContext(questions).flatMap((signatures, index) => {
    const { owner } = questions[index]!;
    if (takesAsPassed(takingOf(syntax, places, owner), placesAskedAt(signatures))) return [];
    const name = `\`${wrapperName(syntax, owner)}\``;
    return [problem(owner.name ?? owner, elsewhere(name, 'the type that is expected here'))];
  });
}

function takingOf(syntax: Syntax, places: OwnPlaces, owner: Member): Taking {
  return { places: places.get(owner)!, count: argumentCount(syntax, owner) };
}

function elsewhere(name: string, other: string): string {
  return `${name} takes the version in another place than ${other}: of a call through that, the version lands in another parameter, and what is passed in its place is taken for one. Declare it in the same place.`;
}

function inOverloads(
  syntax: Syntax,
  checker: CallChecker,
  parameters: readonly VersionParameter[],
): readonly Located[] {
  const overloads = parameters.flatMap(({ node, owner }) => {
    const place = argumentPlace(syntax, owner, owner.parameters.indexOf(node));
    return overloadsOf(syntax, owner).map((overload) => ({
      owner,
      declared: overload.declared,
      parameter: parameterAt(syntax, overload, place),
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
