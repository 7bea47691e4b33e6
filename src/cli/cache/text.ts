import type { CacheReport, Holding } from '../../cache/index.js';
import type { Io } from '../io.js';
import type { PresentVersions } from './options.js';

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** A span of time, roughly: `3 h`. */
export function span(milliseconds: number): string {
  for (const [unit, size] of units)
    if (milliseconds >= size) return `${Math.floor(milliseconds / size)} ${unit}`;
  return `${Math.round(milliseconds)} ms`;
}

/** A number of bytes, roughly: `1.5 MB`. */
export function bytes(count: number): string {
  if (count < 1_000) return `${count} B`;
  if (count < 1_000_000) return `${(count / 1_000).toFixed(1)} kB`;
  return `${(count / 1_000_000).toFixed(1)} MB`;
}

function cells(name: string, held: Holding, note: string): readonly string[] {
  const ttl = held.ttl === undefined ? '-' : `${span(held.ttl.least)} to ${span(held.ttl.most)}`;
  const endless = held.endless > 0 ? `${ttl === '-' ? '' : `${ttl}, `}some never end` : ttl;
  return [
    name,
    `${held.keys}`,
    bytes(held.bytes),
    endless,
    held.idle === undefined ? '-' : span(held.idle),
    note,
  ];
}

function typesOf(current: PresentVersions, version: string): string {
  const types = current.get(version) ?? [];
  return types.length === 0 ? '' : ` (${types.join(', ')})`;
}

/** The report as a table. `current` are the versions that the present build uses. */
export function reportText(found: CacheReport, current: PresentVersions, paint: Io['paint']): string {
  const rows = [
    ['version', 'keys', 'memory', 'time left', 'last used', ''],
    ...found.versions.map((held) =>
      cells(
        held.version,
        held,
        current.has(held.version) ? `present build${typesOf(current, held.version)}` : '',
      ),
    ),
    ...(found.tokens.keys > 0 ? [cells('(tokens)', found.tokens, '')] : []),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column >= 1 && column <= 2 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
  const missing = [...current.keys()].filter(
    (version) => !found.versions.some((held) => held.version === version),
  );
  return [
    paint('bold', lines[0]!),
    ...lines.slice(1),
    ...(found.versions.length === 0 ? ['No entry of any version.'] : []),
    ...missing.map((version) => `${version}  of the present build${typesOf(current, version)}: no entry`),
    `${found.others} other keys, which are not keyshape's. Memory is estimated from samples.`,
    '',
  ].join('\n');
}
