import type { Handles, TypeFacts } from '../checker.js';
import type { Context } from './context.js';
import type { Entry } from './entry.js';

/** The facts that the rules of objects read. */
export type ObjectFacts<Handle extends Handles> = Extract<
  TypeFacts<Handle>,
  { readonly kind: 'object' | 'tuple' | 'intersection' }
>;

/** An object type, or a part of an intersection, with what the checker says of it. */
export interface Part<Handle extends Handles> {
  readonly type: Handle['type'];
  readonly facts: TypeFacts<Handle>;
}

/** An entry for an object, as the parts that it intersects (itself alone, where it is not an intersection). */
export interface Unit<Handle extends Handles> {
  readonly entry: Entry<Handle>;
  readonly parts: readonly Part<Handle>[];
}

/** The type of a part, and the symbol behind it if it is an object. */
export function withSymbol<Handle extends Handles>({ type, facts }: Part<Handle>) {
  return { type, symbol: facts.kind === 'object' ? facts.symbol : undefined };
}

/** The parts of objects and intersections, nested intersections and substitutions opened. */
export function partsOf<Handle extends Handles>(
  context: Context<Handle>,
  type: Handle['type'],
  facts: TypeFacts<Handle>,
): readonly Part<Handle>[] {
  const opened =
    facts.kind === 'substitution' ? [facts.target] : facts.kind === 'intersection' ? facts.members : [];
  if (opened.length === 0) return [{ type, facts }];
  const described = context.describe(opened);
  return opened.flatMap((member, index) => partsOf(context, member, described[index]!));
}
