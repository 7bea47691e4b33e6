import type { PropertyFacts, TypeFacts } from '../checker.js';
import type { Context } from './context.js';
import type { Entry } from './entry.js';

/** The facts that the rules of objects read. */
export type ObjectFacts<Type, Declaration> = Extract<
  TypeFacts<Type, Declaration>,
  { readonly kind: 'object' | 'tuple' | 'intersection' }
>;

/** An object type, or a part of an intersection, with what the checker says of it. */
export interface Part<Type, Declaration> {
  readonly type: Type;
  readonly facts: TypeFacts<Type, Declaration>;
}

/** An entry for an object, as the parts that it intersects (itself alone, where it is no intersection). */
export interface Unit<Type, Declaration> {
  readonly entry: Entry<Type, Declaration>;
  readonly parts: readonly Part<Type, Declaration>[];
}

/** The parts of objects and intersections, nested intersections and substitutions opened. */
export function partsOf<
  Type extends object,
  Property extends PropertyFacts<Declaration>,
  Declaration extends object,
>(
  context: Context<Type, Property, Declaration>,
  type: Type,
  facts: TypeFacts<Type, Declaration>,
): readonly Part<Type, Declaration>[] {
  const opened =
    facts.kind === 'substitution' ? [facts.target] : facts.kind === 'intersection' ? facts.members : [];
  if (opened.length === 0) return [{ type, facts }];
  const described = context.describe(opened);
  return opened.flatMap((member, index) => partsOf(context, member, described[index]!));
}
