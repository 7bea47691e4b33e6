// What a person sees. Colours only where all of it goes to a terminal, and not where NO_COLOR is set.
import { modelNames } from './traffic.mjs';

/** @typedef {import('./rollout.mjs').Run} Run */
/** @typedef {import('./rollout.mjs').Row} Row */
/** @typedef {{ bare: Run, versioned: Run, shared: Run }} Runs */

const hasColours = process.stdout.isTTY && process.stderr.isTTY && !process.env.NO_COLOR;

/** @param {number} code */
function style(code) {
  return (/** @type {string} */ text) => (hasColours ? `\x1b[${code}m${text}\x1b[0m` : text);
}

const bold = style(1);
const dim = style(2);
const red = style(31);
const green = style(32);
const cyan = style(36);

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

const barWidth = 20;

/**
 * @param {number} part
 * @param {number} whole
 */
function percent(part, whole) {
  return `${Math.round((100 * part) / whole)}%`;
}

/** The row's reads as a bar: hits, misses, failed reads. @param {Row} row */
function bar({ requests, changes, hits, failedReads }) {
  const cells = (/** @type {number} */ part) => Math.round((part / (requests - changes)) * barWidth);
  const failed = Math.min(failedReads > 0 ? Math.max(1, cells(failedReads)) : 0, barWidth);
  const hit = Math.min(cells(hits), barWidth - failed);
  return green('█'.repeat(hit)) + dim('░'.repeat(barWidth - hit - failed)) + red('x'.repeat(failed));
}

export function timelineHeader() {
  return dim(
    [
      '                   requests                                                 entries by release',
      '  time  instances  █ hit ░ miss x failed    all  hits  miss  fail stale   old  new both bare    memory',
    ].join('\n'),
  );
}

/** @param {Row} row */
export function timelineRow(row) {
  const { old, new: present, both, bare, bytes } = row.holding;
  const time = `${row.seconds.toFixed(1)}s`.padStart(6);
  const instances = row.releases.map((release) => (release === 'v1' ? release : cyan(release))).join(' ');
  const counts = [row.requests, row.hits, row.misses].map((number) => String(number).padStart(5)).join(' ');
  const failed = String(row.failedReads).padStart(5);
  const held = [old, present, both, bare]
    .map((number) => (number === 0 ? '-' : String(number)).padStart(4))
    .join(' ');
  const failedCell = row.failedReads > 0 ? red(failed) : failed;
  const stale = String(row.staleReads).padStart(5);
  const staleCell = row.staleReads > 0 ? red(stale) : stale;
  return `${time}  ${instances}   ${bar(row)}  ${counts} ${failedCell} ${staleCell}  ${held}  ${kilobytes(bytes).padStart(8)}`;
}

/** @param {string} text */
export function heading(text) {
  return `\n${bold(text)}`;
}

/** @param {string} text */
export function note(text) {
  return dim(text);
}

/** What failed first, a line for each model in each release. @param {Run} run */
export function failureLines({ failures }) {
  return failures.map(({ release, model, id, reason }) =>
    red(`  ${release} reads ${model}:${id}: ${reason}`),
  );
}

/**
 * @param {Awaited<ReturnType<typeof import('./releases.mjs').readVersions>>} versions
 * @param {'v2' | 'v3'} next
 */
export function versionLines(versions, next) {
  return modelNames.map((model) => {
    const [[old], [present, ...older]] = [versions.v1[model], versions[next][model]];
    const change =
      old === present
        ? green('unchanged: one warm cache for both')
        : older.includes(old)
          ? green('changed, and old entries are still readable')
          : cyan('changed: kept apart');
    return `  ${model.padEnd(8)} v1 ${old}   ${next} ${present}   ${change}`;
  });
}

/** How the first new instance started, with and without the entries of the old release. @param {Record<'present' | 'readable', Run>} runs */
export function startLines({ present, readable }) {
  const line = (/** @type {string} */ label, /** @type {Run} */ { start }) =>
    bold(
      `  ${label.padEnd(58)}${`${start.hits} of ${start.reads}`.padStart(12)}${percent(start.hits, start.reads).padStart(6)}`,
    );
  return [
    dim('  hits of the first new instance, of users and orders'),
    line('under the present version only', present),
    line('falling back on the versions that are still readable', readable),
  ];
}

/** @typedef {(run: Run) => string | number} Cell */

/** @type {[label: string, cell: Cell][]} */
const table = [
  ['requests', ({ total }) => total.requests],
  ['hits', ({ total }) => total.hits],
  ['misses', ({ total }) => total.misses],
  ['failed reads', ({ total }) => `${total.failedReads} (${percent(total.failedReads, total.requests)})`],
  ['stale reads', ({ total }) => `${total.staleReads} (${percent(total.staleReads, total.requests)})`],
  ['… the oldest', ({ oldestStale }) => (oldestStale === 0 ? '-' : `${(oldestStale / 1000).toFixed(1)} s`)],
  [
    'entries left undeleted, at most',
    ({ timeline }) => Math.max(...timeline.map((row) => row.holding.undeleted)),
  ],
  ['changes', ({ total }) => total.changes],
  ['requests that failed for want of a cache', ({ total }) => total.unanswered],
  ['entries before the rollout', ({ holding }) => holding.before.total],
  ['entries at the peak', ({ holding }) => holding.peak.total],
  ['entries after it', ({ holding }) => holding.after.total],
  [
    '… of them of the old release only',
    ({ holding }) => (holding.after.bare > 0 ? 'unknown' : holding.after.old),
  ],
  ['memory before the rollout', ({ holding }) => kilobytes(holding.before.bytes)],
  ['memory at the peak', ({ holding }) => kilobytes(holding.peak.bytes)],
  ['memory after it', ({ holding }) => kilobytes(holding.after.bytes)],
];

/** @param {Runs} runs */
export function resultLines({ bare, versioned, shared }) {
  const lines = table.map(([label, cell]) => {
    const cells = [bare, versioned, shared].map((run) => String(cell(run)).padStart(16)).join('');
    return ['failed reads', 'stale reads', 'entries left undeleted, at most'].includes(label)
      ? bold(`  ${label.padEnd(42)}${cells}`)
      : `  ${label.padEnd(42)}${cells}`;
  });
  return [
    dim(
      `  ${''.padEnd(42)}${'bare keys'.padStart(16)}${'versioned keys'.padStart(16)}${'SharedCache'.padStart(16)}`,
    ),
    ...lines,
  ];
}

/** @typedef {{ bareKeysFail: boolean, versionedKeysAreStale: boolean, sharedCacheHasNeither: boolean, harmlessChangeStaysWarm: boolean }} Claims */

/** @param {Claims} claims */
export function verdict({
  bareKeysFail,
  versionedKeysAreStale,
  sharedCacheHasNeither,
  harmlessChangeStaysWarm,
}) {
  const broken = [
    ...(bareKeysFail ? [] : ['bare keys had no failed read']),
    ...(versionedKeysAreStale ? [] : ['versioned keys had failed reads, or no stale ones']),
    ...(sharedCacheHasNeither ? [] : ['SharedCache had failed or stale reads, or left an entry undeleted']),
    ...(harmlessChangeStaysWarm ? [] : ['a harmless change made the cache cold']),
  ];
  if (broken.length > 0) return red(`The claim does not hold: ${broken.join(' and ')}.`);
  return green(
    'Bare keys failed; versioned keys gave what was deleted; with SharedCache every read was right, and warm after a harmless change.',
  );
}
