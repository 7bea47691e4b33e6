import { type Diff, diffOf } from '../shape/compare/diff.js';
import type { ReadingOptions } from '../shape/compare/options.js';
import { readabilityOf } from '../shape/compare/readability.js';
import { type Kinship, kinshipsOf } from './kinship.js';
import type { Entry, Model } from './lock.js';
import { type CurrentModel, identityOf, type Renewal } from './renew.js';

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

/**
 * The versions of a model whose entries a reader of its present shape can read: the present one, then those of the history that are
 * proven to be, each held against the present shape directly.
 *
 * @param before the model as the lock file has it
 */
export function readableVersions(
  model: Entry,
  before: Model | undefined,
  options: ReadingOptions,
): readonly string[] {
  const older = olderThan(model, before);
  if (older.length === 0) return [model.version];
  const texts = older.map(({ text }) => text);
  const verdicts = readabilityOf(model.text, texts, options);
  return [
    model.version,
    ...older.filter((_, at) => verdicts[at] === 'readable').map(({ version }) => version),
  ];
}

function olderThan(model: Entry, before: Model | undefined): readonly Entry[] {
  if (before === undefined) return [];
  return [before, ...before.was].filter(({ version }) => version !== model.version);
}

/** Every version that a model has or had, the present one first. */
export function allVersions(model: Entry, before: Model | undefined): readonly string[] {
  return [model.version, ...olderThan(model, before).map(({ version }) => version)];
}
