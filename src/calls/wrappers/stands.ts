import type ts = require('typescript');

import type { Located } from '../calls.js';
import { placeOf } from '../diagnostics.js';
import type { Syntax } from '../syntax.js';
import type { CallChecker } from './asked.js';
import { basesOfMember } from './declared-elsewhere.js';
import { outermost } from './names-in.js';
import { placesAskedAt, takesAsPassed } from './parameter-places.js';

/**
 * The functions that are given, by their names, to a place that asks for a version, and take it as a plain string, so that nothing of the
 * function says that it is to be guarded against the others; or that take one, and in another place than it is passed in from there.
 *
 * @param given - expressions that may be such functions
 */
export function unguarded(
  syntax: Syntax,
  checker: CallChecker,
  given: readonly ts.Expression[],
): readonly Located[] {
  const places = placesAsked(syntax, checker, given);
  const placesOf = (node: ts.Expression) => places.get(node)!;
  const asked = given.filter((node) => placesOf(node).length > 0);
  const own = checker.signaturesAt(asked);
  const counts = checker.parameterCountsAt(asked);
  return asked.flatMap((node, index) => {
    const signatures = own[index]!.flat();
    const message = `\`${node.getText()}\` stands where a version is asked for, and `;
    if (signatures.some((signature) => signature !== undefined)) {
      const own = { places: placesAskedAt(signatures), count: counts[index]! };
      if (!isRenamed(syntax, node) || takesAsPassed(own, placesOf(node))) return [];
      return [
        wrong(
          node,
          `${message}takes it in another place: the version lands in another parameter, and what is passed in its place is taken for one. Call it in a function in this place.`,
        ),
      ];
    }
    // One that takes fewer has no use for a version; what is no function at all is the compiler's to refuse.
    if (counts[index]! <= Math.min(...placesOf(node))) return [];
    return [
      wrong(
        node,
        `${message}takes it as a plain value: no build could guard it against callers that give none. Declare its parameter as \`version?: VersionOf<…>\`, or call it in a function in this place.`,
      ),
    ];
  });
}

function wrong(node: ts.Expression, message: string): Located {
  return { where: placeOf(node), problem: { code: 'KS2105', message } };
}

/** Whether a function gets another name where it stands, which makes it no value. */
function isRenamed(syntax: Syntax, node: ts.Expression): boolean {
  const { parent } = outermost(syntax, node);
  return (
    syntax.isPropertyAssignment(parent) ||
    syntax.isShorthandPropertyAssignment(parent) ||
    (syntax.isPropertyDeclaration(parent) && parent.type === undefined)
  );
}

/** The places of the arguments at which each expression, where it stands, is passed a version; none where it is passed none. */
function placesAsked(
  syntax: Syntax,
  checker: CallChecker,
  given: readonly ts.Expression[],
): ReadonlyMap<ts.Expression, readonly number[]> {
  const inContext = checker.signaturesInContext(
    given.map((expression) => ({ expression, member: undefined })),
  );
  const questions = given.flatMap((expression) => {
    const { parent } = outermost(syntax, expression);
    if (!syntax.isPropertyDeclaration(parent)) return [];
    return basesOfMember(syntax, parent).map((asked) => ({ ...asked, owner: expression }));
  });
  const inBases = checker.signaturesInBase(questions);
  return new Map(
    given.map((expression, index) => {
      const inClass = questions.flatMap(({ owner }, at) => (owner === expression ? (inBases[at] ?? []) : []));
      return [expression, placesAskedAt([...inContext[index]!, ...inClass])];
    }),
  );
}
