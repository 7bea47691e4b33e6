import type ts = require('typescript');

import type { Located } from '../calls.js';
import { placeOf } from '../diagnostics.js';
import type { Syntax } from '../syntax.js';
import type { CallChecker } from './asked.js';
import { basesOfMember } from './guards.js';
import { outermost } from './names-in.js';

/**
 * The functions that are given, by their names, to a place that asks for a version, and take it as a plain string: calls through the
 * place are filled in, but nothing of the function says that it is to be guarded against the others.
 *
 * @param given - expressions that may be such functions
 */
export function unguarded(
  syntax: Syntax,
  checker: CallChecker,
  given: readonly ts.Expression[],
): readonly Located[] {
  const places = placesAsked(syntax, checker, given);
  const asked = given.filter((_, index) => places[index]!.length > 0);
  const own = checker.signaturesAt(asked);
  const counts = checker.parameterCountsAt(asked);
  const wanted = places.flatMap((found) => (found.length > 0 ? Math.min(...found) : []));
  return asked.flatMap((node, index) => {
    // One that takes fewer has no use for a version; what is no function at all is the compiler's to refuse.
    const isPlain = own[index]!.flat().every((signature) => signature === undefined);
    if (!isPlain || counts[index]! <= wanted[index]!) return [];
    const message = `\`${node.getText()}\` stands where a version is asked for, and takes it as a plain value: no build could guard it against callers that give none. Declare its parameter as \`version?: VersionOf<…>\`, or call it in a function in this place.`;
    return [{ where: placeOf(node), problem: { code: 'KS2105', message } }];
  });
}

/** The places of the arguments at which each expression, where it stands, is passed a version; none where it is passed none. */
function placesAsked(
  syntax: Syntax,
  checker: CallChecker,
  given: readonly ts.Expression[],
): readonly (readonly number[])[] {
  const inContext = checker.signaturesInContext(
    given.map((expression) => ({ expression, member: undefined })),
  );
  const questions = given.flatMap((expression) => {
    const { parent } = outermost(syntax, expression);
    if (!syntax.isPropertyDeclaration(parent)) return [];
    return basesOfMember(syntax, parent).map((asked) => ({ ...asked, owner: expression }));
  });
  const inBases = checker.signaturesInBase(questions);
  return given.map((expression, index) => {
    const inClass = questions.flatMap(({ owner }, at) => (owner === expression ? (inBases[at] ?? []) : []));
    return [...inContext[index]!, ...inClass].flatMap((asked) => asked?.index ?? []);
  });
}
