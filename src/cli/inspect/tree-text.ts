import { readFileSync } from 'node:fs';

import type { CalledModel } from '../../calls/models.js';
import { Lines } from '../../calls/text-lines.js';
import { relativeName } from '../../paths.js';
import type { Io } from '../io.js';

type TypeTree = ReturnType<CalledModel['reading']['tree']>;

/** A part of a type, and where its declaration stands: `src/user.ts:3`. */
export interface ShownPart {
  readonly step: string;
  readonly optional: boolean;
  readonly type: string;
  readonly place: string | undefined;
  readonly parts: readonly ShownPart[];
  /** Why parts are left out: they stand further up, or lie too deep. */
  readonly cut: TypeTree['cut'];
}

/** Puts lines in place of offsets; each file is read once. */
export function shownTree(tree: TypeTree, cwd: string): ShownPart {
  const files = new Map<string, Lines>();
  const linesOf = (fileName: string): Lines => {
    let lines = files.get(fileName);
    if (lines === undefined) {
      lines = new Lines(readFileSync(fileName, 'utf8').replace(/^\ufeff/, ''));
      files.set(fileName, lines);
    }
    return lines;
  };
  const placeOf = ({ place }: TypeTree): string | undefined =>
    place && `${relativeName(cwd, place.fileName)}:${linesOf(place.fileName).shownAt(place.start).line}`;
  const show = (part: TypeTree): ShownPart => ({
    ...part,
    place: placeOf(part),
    parts: part.parts.map(show),
  });
  return show(tree);
}

interface Row {
  readonly text: string;
  readonly place: string;
}

/** A type to read: a line for each part, with where it is declared. */
export function treeText(tree: ShownPart, io: Io): string {
  const rows: Row[] = [];
  const add = (part: ShownPart, indent: string, name: string): void => {
    const cut = part.cut === 'above' ? ' (above)' : part.cut === 'deep' ? ' …' : '';
    rows.push({ text: `${indent}${name}${part.type}${cut}`, place: part.place ?? '' });
    for (const inner of part.parts) add(inner, `${indent}  `, nameOf(inner));
  };
  add(tree, '', '');
  const width = Math.min(60, Math.max(...rows.map(({ text }) => text.length)));
  return rows
    .map(({ text, place }) => `${`${text.padEnd(width)}  ${io.paint('dim', place)}`.trimEnd()}\n`)
    .join('');
}

function nameOf({ step, optional }: ShownPart): string {
  if (step === '|') return '| ';
  const name = step.replace(/^\./, '').replace(/^\[(".*")\]$/, '$1');
  return `${name}${optional ? '?' : ''}: `;
}
