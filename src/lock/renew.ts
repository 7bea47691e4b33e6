import { typeNameOf } from './identity.js';
import type { Entry, Lock, Model } from './lock.js';

/** A model as the sources have it. */
export interface CurrentModel extends Entry {
  readonly identity: string;
}

/** What became of a model since a lock file was written. */
export type Renewal =
  | { readonly kind: 'added'; readonly model: CurrentModel }
  /** `renamed`: its type is called otherwise, or lies elsewhere; its shape may have changed too. */
  | {
      readonly kind: 'same' | 'changed' | 'renamed';
      readonly model: CurrentModel;
      readonly before: Model;
    }
  | { readonly kind: 'removed'; readonly before: Model };

/**
 * Finds which model of a lock file each model of the sources is. One that vanished, while another with the same shape or the same
 * name came, was renamed or moved: where there is one such pair and no other.
 *
 * @param before what the lock file has
 * @param current what the sources have
 * @returns what became of each, ascending by identity
 */
export function renewals(before: readonly Model[], current: readonly CurrentModel[]): readonly Renewal[] {
  const known = new Map(before.map((model) => [model.identity, model]));
  const present = new Set(current.map(({ identity }) => identity));
  const came = current.filter(({ identity }) => !known.has(identity));
  const gone = before.filter(({ identity }) => !present.has(identity));
  const pairs = pairsOf(came, gone);
  const found = current.map((model): Renewal => {
    const same = known.get(model.identity);
    if (same !== undefined) {
      return { kind: same.version === model.version ? 'same' : 'changed', model, before: same };
    }
    const old = pairs.get(model);
    return old === undefined ? { kind: 'added', model } : { kind: 'renamed', model, before: old };
  });
  const paired = new Set(pairs.values());
  const removed = gone
    .filter((model) => !paired.has(model))
    .map((model): Renewal => ({ kind: 'removed', before: model }));
  return [...found, ...removed].sort((a, b) => (identityOf(a) < identityOf(b) ? -1 : 1));
}

/** The identity that a renewal is reported under. */
export function identityOf(renewal: Renewal): string {
  return renewal.kind === 'removed' ? renewal.before.identity : renewal.model.identity;
}

function pairsOf(came: readonly CurrentModel[], gone: readonly Model[]): ReadonlyMap<CurrentModel, Model> {
  const pairs = new Map<CurrentModel, Model>();
  const paired = new Set<Model>();
  const alike: readonly ((model: Entry & { readonly identity: string }) => string)[] = [
    ({ identity, version }) => `${typeNameOf(identity)} ${version}`,
    ({ identity }) => typeNameOf(identity),
    ({ version }) => version,
    // Type arguments aside.
    ({ identity }) => typeNameOf(identity).replace(/<.*/s, ''),
  ];
  for (const keyOf of alike) {
    for (const model of came) {
      if (pairs.has(model)) continue;
      const key = keyOf(model);
      const rivals = came.filter((other) => !pairs.has(other) && keyOf(other) === key);
      const [old, ...others] = gone.filter((other) => !paired.has(other) && keyOf(other) === key);
      if (old === undefined || others.length > 0 || rivals.length > 1) continue;
      pairs.set(model, old);
      paired.add(old);
    }
  }
  return pairs;
}

/**
 * The lock file that the sources ask for: every model as it is, with its history.
 *
 * @param before the lock file as it is; the history of another serializer's entries ends, since nothing reads both
 * @param current what the sources have
 * @param options the second line, as the options are now
 * @param keep how many older shapes of a model are kept
 */
export function renew(
  before: Lock | undefined,
  current: readonly CurrentModel[],
  options: string,
  keep: number,
): Lock {
  const old =
    before !== undefined && serializerOf(before.options) === serializerOf(options) ? before.models : [];
  const models = renewals(old, current).flatMap((renewal): readonly Model[] => {
    if (renewal.kind === 'removed') return [];
    const { model } = renewal;
    const older = renewal.kind === 'added' ? [] : [renewal.before, ...renewal.before.was];
    return [{ ...model, was: historyOf(model, older, keep) }];
  });
  return { options, models };
}

/** Older shapes, newest first, each once and none of them the present one. */
function historyOf(current: Entry, older: readonly Entry[], keep: number): readonly Entry[] {
  const byVersion = new Map<string, Entry>();
  for (const { version, text } of older)
    if (version !== current.version && !byVersion.has(version)) byVersion.set(version, { version, text });
  return [...byVersion.values()].slice(0, keep);
}

function serializerOf(options: string): string | undefined {
  return /serializer (\w+)/.exec(options)?.[1];
}

/**
 * Joins two lock files, as of the two sides of a conflict: each model with the history of both, so that the shapes that either
 * side was deployed with stay known.
 */
export function joinSides(ours: Lock, theirs: Lock): Lock {
  const others = new Map(theirs.models.map((model) => [model.identity, model]));
  const joined = ours.models.map((model): Model => {
    const other = others.get(model.identity);
    others.delete(model.identity);
    if (other === undefined) return model;
    const older = [other, ...interleaved(model.was, other.was)];
    return { ...model, was: historyOf(model, older, Number.POSITIVE_INFINITY) };
  });
  return { options: ours.options, models: [...joined, ...others.values()] };
}

function interleaved(one: readonly Entry[], other: readonly Entry[]): readonly Entry[] {
  const length = Math.max(one.length, other.length);
  return Array.from({ length }, (_, at) => [one[at], other[at]])
    .flat()
    .filter((entry) => entry !== undefined);
}
