// The demo: builds, plays the deployments, reports. `npm run demo -- --help` says more.
import { randomUUID } from 'node:crypto';
import { build } from './build.mjs';
import { openCache } from './cache/cache.mjs';
import { stopAll } from './child.mjs';
import { help, OptionError, readOptions } from './options.mjs';
import { readVersions } from './releases.mjs';
import * as report from './report.mjs';
import { instanceCount, rollOut, ttl } from './rollout.mjs';

/** What a shell gives for a process that a signal ended. */
const interrupted = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** @param {string} text */
function print(text) {
  process.stdout.write(`${text}\n`);
}

/** @param {string} text */
function printError(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * @param {import('./options.mjs').Options} options
 * @param {AbortSignal} signal
 */
async function demo(options, signal) {
  const say = options.json ? printError : print;
  await build((text) => say(report.note(text)), signal);
  const versions = await readVersions();
  const cache = await openCache(options);
  const prefix = `keyshape-demo:${randomUUID()}:`;
  try {
    say(report.heading('A field is renamed in person.ts: userName becomes fullName. No other file changes.'));
    for (const line of report.versionLines(versions, 'v2')) say(line);

    /**
     * @param {import('./rollout.mjs').Setup['keys']} keys
     * @param {Partial<import('./rollout.mjs').Setup>} [more]
     */
    async function play(keys, more) {
      say(report.timelineHeader());
      const onRow = (/** @type {import('./rollout.mjs').Row} */ row) => say(report.timelineRow(row));
      const { next = 'v2', ...others } = more ?? {};
      const run = await rollOut({
        keys,
        next,
        length: 'whole',
        cache,
        prefix: `${prefix}${next}:${keys.replace(' ', '-')}:`,
        versions: { old: versions.v1, new: versions[next] },
        onRow,
        faults: options.faults,
        signal,
        ...others,
      });
      for (const line of report.failureLines(run)) say(line);
      return run;
    }

    const faults = options.faults ? `, an instance and ${cache.faults?.description} on the way` : '';
    say(
      report.heading(
        `Bare keys: ${instanceCount} instances over ${cache.description}, entries live ${ttl} ms${faults}`,
      ),
    );
    const bare = await play('bare');
    say(
      report.heading(
        "keyshape's keys, each instance deleting its own: the same instances, requests and cache",
      ),
    );
    const versioned = await play('versioned');
    say(report.heading('SharedCache: the same again, and a delete reaches every version'));
    const shared = await play('shared');

    say(
      report.heading(
        'A harmless change in its place: userName may be null from now on. SharedCache, under the present version only',
      ),
    );
    for (const line of report.versionLines(versions, 'v3')) say(line);
    const start = /** @type {const} */ ({ next: 'v3', length: 'start', faults: false });
    const present = await play('present version', start);
    say(report.heading('The same, falling back on the versions that keyshape.lock proves readable'));
    const readable = await play('shared', start);

    const claims = {
      bareKeysFail: bare.total.failedReads > 0,
      versionedKeysAreStale: versioned.total.failedReads === 0 && versioned.total.staleReads > 0,
      sharedCacheHasNeither: [shared, present, readable].every(
        ({ total, timeline }) =>
          total.failedReads === 0 &&
          total.staleReads === 0 &&
          timeline.every(({ holding }) => holding.undeleted === 0),
      ),
      harmlessChangeStaysWarm:
        readable.start.hits / readable.start.reads > 1.5 * (present.start.hits / present.start.reads),
    };
    say(report.heading(`Result (memory: ${cache.measure})`));
    for (const line of report.resultLines({ bare, versioned, shared })) say(line);
    say('');
    for (const line of report.startLines({ present, readable })) say(line);
    say(`\n${report.verdict(claims)}`);

    const { kind, description, measure } = cache;
    const result = {
      cache: { kind, description, measure, ttl },
      versions,
      runs: { bare, versioned, shared },
      harmless: { present, readable },
      claims,
    };
    if (options.json) print(JSON.stringify(result, null, 2));
    return Object.values(claims).every((holds) => holds);
  } finally {
    // What stays behind where the cache is gone by now expires by itself.
    await cache.remove(prefix).catch((error) => printError(`entries not removed: ${describe(error)}`));
    await cache.close();
  }
}

/**
 * @param {string[]} args
 * @param {AbortSignal} signal
 * @returns {Promise<number>} the exit code
 */
async function main(args, signal) {
  try {
    const options = readOptions(args);
    if (options.help) {
      print(help.trimEnd());
      return 0;
    }
    return (await demo(options, signal)) ? 0 : 1;
  } catch (error) {
    if (signal.aborted) return interrupted[/** @type {keyof typeof interrupted} */ (signal.reason)];
    if (error instanceof OptionError) {
      printError(`${error.message}\n\n${help.trimEnd()}`);
      return 2;
    }
    printError(describe(error));
    return 1;
  } finally {
    await stopAll();
  }
}

/**
 * @param {unknown} error
 * @returns {string}
 */
function describe(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${describe(error.cause)}`;
}

const stopping = new AbortController();
for (const name of Object.keys(interrupted)) {
  process.on(name, () => {
    // npm passes on the signal that the terminal has sent to everybody.
    if (stopping.signal.aborted) return;
    printError(`\n${name}: stopping …`);
    stopping.abort(name);
  });
}
process.exitCode = await main(process.argv.slice(2), stopping.signal);
