import type { Handles } from '../checker.js';
import type { Context } from './context.js';
import { primitiveOf } from './entry.js';

/** Why nothing is known of what a `toJSON` writes. */
export type Blindness =
  | { readonly kind: 'any' | 'unknown' | 'object' | '{}' }
  /** It waits for a type parameter; `name` is what waits, and `what` says of which kind that is. */
  | { readonly kind: 'deferred'; readonly name: string; readonly what: string };

/**
 * What a result of a `toJSON` hides behind: `any` and type parameters, whoever wrote them; `unknown`, `object` and `{}`, which
 * in the user's own source say that its content is opaque, and in a package's that its author did not say. One such member
 * of a union is enough.
 *
 * @returns `undefined` where the type says something
 */
export function blindnessOf<Handle extends Handles>(
  context: Context<Handle>,
  result: Handle['type'],
  isOfPackage: boolean,
): Blindness | undefined {
  const type = withDefault(context, result);
  const [facts] = context.describe([type]);
  switch (facts!.kind) {
    case 'any':
      return { kind: 'any' };
    case 'deferred':
      return { kind: 'deferred', name: context.checker.nameOf(type), what: facts!.what };
    case 'union':
      return facts!.members
        .map((member) => blindnessOf(context, member, isOfPackage))
        .find((found) => found !== undefined);
    case 'scalar': {
      const name = primitiveOf(facts);
      return isOfPackage && (name === 'unknown' || name === 'object') ? { kind: name } : undefined;
    }
    case 'object':
      return isOfPackage && saysNothing(context, type, facts!.symbol) ? { kind: '{}' } : undefined;
    default:
      return undefined;
  }
}

/** `{}`, an interface without members, and the library's `Object`. */
function saysNothing<Handle extends Handles>(
  { checker, heritage }: Context<Handle>,
  type: Handle['type'],
  symbol: Parameters<typeof heritage.libraryOf>[0],
): boolean {
  const library = heritage.libraryOf(symbol);
  if (library !== undefined) return library.kind === 'leaf' && library.name === 'Object';
  const [members] = checker.members([type]);
  if (members!.properties.length + members!.indexes.length > 0) return false;
  return !checker.isCallable([type])[0];
}

/** What stands for a type parameter that nothing was given for. */
function withDefault<Handle extends Handles>(context: Context<Handle>, type: Handle['type']): Handle['type'] {
  const seen = new Set<Handle['type']>();
  let at = type;
  while (!seen.has(at)) {
    seen.add(at);
    at = context.defaultOf(at) ?? at;
  }
  return at;
}
