import type { GroupOutcome } from './run-cases.js';

/** Versions by case file, title of the group and root. */
export type Versions = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/** The versions of the groups that are read, the first 16 digits of each. */
export function versionsOf(outcomes: readonly GroupOutcome[]): Versions {
  const versions: Record<string, Record<string, Record<string, string>>> = {};
  for (const { group, runs } of outcomes) {
    if (group.expectation.kind === 'refused' || group.expectation.kind === 'tag') continue;
    const known = (runs[0] ?? []).flatMap(({ name, version }) =>
      version === undefined ? [] : [[name, version.slice(0, 16)] as const],
    );
    const topic = versions[group.topic] ?? {};
    versions[group.topic] = topic;
    topic[group.title] = Object.fromEntries(known);
  }
  return versions;
}
