import { type Diff, diffOf } from '../shape/compare/diff.js';
import type { ReadingOptions } from '../shape/compare/options.js';
import { type Kinship, kinshipsOf } from './kinship.js';
import type { Model } from './lock.js';
import { type CurrentModel, identityOf, type Renewal } from './renew.js';
import { readableVersions } from './versions.js';

/** A difference between the sources and a lock file. */
export interface Change {
  readonly kind: 'added' | 'changed' | 'renamed' | 'removed';
  readonly identity: string;
  /** The identity that the lock file has, of one that was renamed. */
  readonly formerly: string | undefined;
  readonly version: string | undefined;
  readonly oldVersion: string | undefined;
  /** What changed in the shape, where it did. */
  readonly diff: Diff | undefined;
  /** The versions whose entries are readable, the present one first: what `versionsOf` gives once the change is accepted. */
  readonly readable: readonly string[];
  /** The other models that hold parts of one that came or went. */
  readonly kin: readonly Kinship[];
}

/** Explains what became of models; those that are the same are left out. */
export function changesOf(renewals: readonly Renewal[], options: ReadingOptions): readonly Change[] {
  const kinships = kinshipsOf(renewals);
  return renewals.flatMap((renewal): readonly Change[] => {
    if (renewal.kind === 'same') return [];
    const model = renewal.kind === 'removed' ? undefined : renewal.model;
    const before = renewal.kind === 'added' ? undefined : renewal.before;
    const isOther = model !== undefined && before !== undefined && model.version !== before.version;
    return [
      {
        kind: renewal.kind,
        identity: identityOf(renewal),
        formerly: renewal.kind === 'renamed' ? renewal.before.identity : undefined,
        version: model?.version,
        oldVersion: before?.version,
        diff: isOther ? differences(model, before, options) : undefined,
        readable: model === undefined ? [] : readableVersions(model, before, options),
        kin: kinships.get(renewal) ?? [],
      },
    ];
  });
}

function differences(model: CurrentModel, before: Model, options: ReadingOptions): Diff {
  const older = before.was.map(({ text }) => text);
  return diffOf(before.text, model.text, older, options);
}
