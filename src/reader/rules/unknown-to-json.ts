import type { Handles } from '../checker.js';
import type { Refusal } from '../problems.js';
import type { Blindness } from './blind.js';
import type { Context } from './context.js';
import type { TypeReading } from './entry.js';
import { wayOutOfPackage } from './plain-types.js';

/** The step of a path through a `toJSON`. */
export const toJsonStep = '.toJSON()';

/** The refusal of a type whose `toJSON` does not tell what it writes. */
export function refusedToJson<Handle extends Handles>(
  context: Context<Handle>,
  { declarations }: Handle['property'],
  packageName: string | undefined,
  blindness: Blindness | undefined,
  type: Handle['type'],
): TypeReading<Handle> {
  return {
    kind: 'refused',
    refusal: {
      ...unknownToJson(packageName, whatItReturns(blindness), shortName(context.checker.nameOf(type))),
      place: declarations[0] && context.placeOf(declarations[0]),
    },
  };
}

/** The text of the refusal. */
export function unknownToJson(packageName: string | undefined, returns: string, name?: string): Refusal {
  const owner = packageName === undefined ? '' : `, which the package ${packageName} declares,`;
  return {
    code: 'KS1010',
    reason: `its \`toJSON\`${owner} returns ${returns}, so that what is written is unknown`,
    wayOut: packageName === undefined ? 'Give `toJSON` a return type.' : wayOutOfPackage(packageName, name),
  };
}

/** The name of a class or alias; a type that is written out, or very long, has none to show. */
function shortName(text: string): string | undefined {
  return text.length <= 60 && /^[\w$.]+(?:<[^{}]*>)?$/.test(text) ? text : undefined;
}

function whatItReturns(blindness: Blindness | undefined): string {
  if (blindness === undefined) return 'what depends on the object it is called on';
  return blindness === 'deferred' ? 'a type parameter without a default' : `\`${blindness}\``;
}
