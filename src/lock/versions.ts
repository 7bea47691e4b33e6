import type { ReadingOptions } from '../shape/compare/options.js';
import { readabilityOf } from '../shape/compare/readability.js';
import type { Entry, Model } from './lock.js';

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
