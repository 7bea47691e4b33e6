import type { Handles } from '../checker.js';
import type { Refusal } from '../problems.js';
import type { Blindness } from './blind.js';
import type { Context } from './context.js';
import type { TypeReading } from './entry.js';
import { waysOutOfPackage } from './plain-types.js';

/** The step of a path through a `toJSON`. */
export const toJsonStep = '.toJSON()';

/** What a `toJSON` returns, and what its author does about it. */
interface Returned {
  readonly text: string;
  readonly wayOut: string;
}

/** A part of what it returns waits for a type parameter of the method, which no caller can give. */
export const waiting: Returned = {
  text: 'what waits for a type parameter of its own',
  wayOut: 'Give `toJSON` a return type that waits for no type parameter.',
};

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
export function unknownToJson(
  packageName: string | undefined,
  { text, wayOut }: Returned,
  name?: string,
): Refusal {
  const owner = packageName === undefined ? '' : `, which the package ${packageName} declares,`;
  return {
    code: 'KS1010',
    reason: `its \`toJSON\`${owner} returns ${text}, so that what is written is unknown`,
    ...(packageName === undefined ? { wayOut } : waysOutOfPackage(packageName, name)),
  };
}

/** The name of a class or alias; a type that is written out, or very long, has none to show. */
function shortName(text: string): string | undefined {
  return text.length <= 60 && /^[\w$.]+(?:<[^{}]*>)?$/.test(text) ? text : undefined;
}

function whatItReturns(blindness: Blindness | undefined): Returned {
  const wayOut = 'Give `toJSON` a return type.';
  if (blindness === undefined) return { text: 'what depends on the object it is called on', wayOut };
  if (blindness.kind !== 'deferred') return { text: `\`${blindness.kind}\``, wayOut };
  const { name, what } = blindness;
  if (/^[\w$]+$/.test(name)) {
    const text = `\`${name}\`, ${what} without a default`;
    return { text, wayOut: `Give \`${name}\` a default, or \`toJSON\` another return type.` };
  }
  return { ...waiting, text: name.length <= 80 ? `\`${name}\`, ${what}` : what };
}
