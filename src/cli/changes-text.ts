import type { Change } from '../lock/changes.js';
import { typeNameOf } from '../lock/identity.js';
import { conclusionOf, sentenceOf } from '../shape/compare/sentences.js';
import type { Io } from './io.js';

/** A change as lines that a report is made of. */
export interface ExplainedChange {
  readonly title: string;
  readonly lines: readonly { readonly what: string; readonly effect: string; readonly isCold: boolean }[];
  /** What comes of it all; `undefined` where there is nothing to say beyond the title. */
  readonly conclusion: string | undefined;
  readonly isCold: boolean;
}

/** Puts a change into words. */
export function explain(change: Change): ExplainedChange {
  const { diff, readable, version, oldVersion } = change;
  const name = typeNameOf(change.identity);
  const kin = kinText(change).map((what) => ({ what, effect: '', isCold: false }));
  const lines = (diff?.differences ?? []).map((one) => ({
    ...sentenceOf(name, one),
    isCold: one.effect === 'cold',
  }));
  const more = diff?.more ?? 0;
  const rest = more === 0 ? [] : [{ what: `… and ${more} more differences`, effect: '', isCold: false }];
  const all = [...kin, ...lines, ...rest];
  const older = readable.filter((one) => one !== version);
  const reads = older.length === 0 ? '' : `; versionsOf reads ${older.join(', ')} as well`;
  return {
    title: titleOf(change),
    lines: all,
    conclusion: diff && `${conclusionOf(diff)} (${oldVersion} → ${version}${reads})`,
    isCold: diff !== undefined && diff.verdict !== 'readable',
  };
}

/** That a model was split or merged: only one that came or went has kin. */
function kinText({ kind, identity, kin }: Change): readonly string[] {
  const isNew = kind === 'added';
  const called = (other: string) => (typeNameOf(other) === typeNameOf(identity) ? other : typeNameOf(other));
  const fields = kin.filter((one) => one.kind === 'fields');
  const members = kin.filter((one) => one.kind === 'union').map((one) => called(one.identity));
  return [
    ...fields.map((one) =>
      isNew
        ? `its fields ${one.fields.join(', ')} were in ${called(one.identity)}`
        : `its fields ${one.fields.join(', ')} are in ${called(one.identity)} now`,
    ),
    ...kin
      .filter((one) => one.kind === 'member')
      .map((one) => `it ${isNew ? 'was' : 'is'} a member of ${called(one.identity)}${isNew ? '' : ' now'}`),
    ...(members.length === 0
      ? []
      : [`its members ${members.join(', ')} ${isNew ? 'stood alone' : 'stand alone now'}`]),
  ];
}

function titleOf({ kind, identity, formerly, version, diff }: Change): string {
  switch (kind) {
    case 'added':
      return `${identity} is new: ${version}`;
    case 'removed':
      return `${identity} is cached no more`;
    case 'renamed':
      return `${identity} was ${formerly}${diff === undefined ? `; its version stays ${version}` : ''}`;
    case 'changed':
      return identity;
  }
}

/** A change as it is printed in a terminal. */
export function changeText(change: Change, paint: Io['paint']): string {
  const { title, lines, conclusion, isCold } = explain(change);
  const width = Math.min(60, Math.max(0, ...lines.map(({ what }) => what.length)));
  const body = lines.map(({ what, effect, isCold: cold }) =>
    `  ${what.padEnd(width)}  ${paint(cold ? 'red' : 'green', effect)}`.trimEnd(),
  );
  const end = conclusion === undefined ? [] : [`  ${paint(isCold ? 'red' : 'green', `⇒ ${conclusion}`)}`];
  return [paint('bold', title), ...body, ...end, ''].join('\n');
}
