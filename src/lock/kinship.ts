import { type Parts, partsOf } from '../shape/compare/parts.js';
import { identityOf, type Renewal } from './renew.js';

/** Another model that holds parts of one that came or went: that one was split, or merged. */
export interface Kinship {
  /** The other model. */
  readonly identity: string;
  /**
   * `fields`: they were or are in the other one; `member`: it was or is a member of the union that the other is; `union`: the other
   * was or is a member of it.
   */
  readonly kind: 'fields' | 'member' | 'union';
  readonly fields: readonly string[];
}

/** A model with what it lost, or gained. */
interface Side {
  readonly renewal: Renewal;
  readonly identity: string;
  readonly isWhole: boolean;
  readonly fields: ReadonlyMap<string, number>;
  readonly members: ReadonlySet<number>;
}

/**
 * Finds where the parts of each new model were before, and where those of each model that is no longer cached are now.
 *
 * @param renewals what became of every model
 * @returns the kin of each renewal that was split or merged
 */
export function kinshipsOf(renewals: readonly Renewal[]): ReadonlyMap<Renewal, readonly Kinship[]> {
  const found = new Map<Renewal, readonly Kinship[]>();
  if (!renewals.some(({ kind }) => kind === 'added' || kind === 'removed')) return found;
  const { lost, gained } = sidesOf(renewals);
  for (const [own, others] of [
    [gained, lost],
    [lost, gained],
  ] as const)
    for (const one of own) {
      if (!one.isWhole) continue;
      const kin = others.flatMap((other) => kinshipOf(one, other) ?? []);
      if (kin.length > 0) found.set(one.renewal, kin);
    }
  return found;
}

function sidesOf(renewals: readonly Renewal[]) {
  const others = renewals.filter(({ kind }) => kind !== 'same');
  const texts = others.flatMap((one) => [
    'before' in one ? one.before.text : 'never',
    'model' in one ? one.model.text : 'never',
  ]);
  const parts = partsOf(texts);
  const lost: Side[] = [];
  const gained: Side[] = [];
  others.forEach((renewal, at) => {
    const [before, after] = [parts[2 * at]!, parts[2 * at + 1]!];
    if ('before' in renewal)
      lost.push({ ...side(renewal, before, after), identity: renewal.before.identity });
    if ('model' in renewal) gained.push(side(renewal, after, before));
  });
  return { lost, gained };
}

function side(renewal: Renewal, own: Parts, other: Parts): Side {
  return {
    renewal,
    identity: identityOf(renewal),
    isWhole: renewal.kind === 'added' || renewal.kind === 'removed',
    fields: new Map([...own.fields].filter(([name, type]) => other.fields.get(name) !== type)),
    members: new Set([...own.members].filter((member) => !other.members.has(member))),
  };
}

/** What one has of another: all of a union's member, or most of the fields of the smaller one; an `id` alone says nothing. */
function kinshipOf(one: Side, other: Side): Kinship | undefined {
  const { identity } = other;
  const within = (part: Side, whole: Side) =>
    whole.members.size > part.members.size && [...part.members].every((member) => whole.members.has(member));
  if (one.members.size > 0 && within(one, other)) return { identity, kind: 'member', fields: [] };
  if (other.members.size > 0 && within(other, one)) return { identity, kind: 'union', fields: [] };
  const fields = [...one.fields].filter(([name, type]) => other.fields.get(name) === type);
  const smaller = Math.min(one.fields.size, other.fields.size);
  if (fields.length < 2 || fields.length * 2 < smaller) return undefined;
  return { identity, kind: 'fields', fields: fields.map(([name]) => name) };
}
