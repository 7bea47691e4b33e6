import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { packedPackage } from '../support/package.js';
import { root } from '../support/tools.js';

const example = join(root, 'examples/rolling-deploy');
const demo = join(example, 'demo/demo.mjs');
const hasRedis = (process.env.PATH ?? '')
  .split(delimiter)
  .some((folder) => existsSync(join(folder, 'redis-server')));
const itWithRedis = hasRedis ? it : it.skip;

interface Holding {
  total: number;
  old: number;
  new: number;
  both: number;
  bare: number;
  bytes: number;
  undeleted: number;
}

interface Counts {
  requests: number;
  hits: number;
  misses: number;
  failedReads: number;
  staleReads: number;
  changes: number;
  /** For want of a cache, where it was killed or frozen. */
  unanswered: number;
}

interface Run {
  total: Counts;
  oldestStale: number;
  start: { reads: number; hits: number };
  models: Record<'user' | 'order' | 'product', Counts>;
  failures: { release: string; model: string; id: number; reason: string }[];
  holding: Record<'before' | 'peak' | 'after', Holding>;
  timeline: (Counts & { releases: string[]; holding: Holding })[];
}

interface Result {
  cache: { kind: string };
  versions: Record<'v1' | 'v2' | 'v3', Record<'user' | 'order' | 'product', string[]>>;
  runs: { bare: Run; versioned: Run; shared: Run };
  harmless: { present: Run; readable: Run };
  claims: Record<string, boolean>;
}

/** Rejects when the demo's own claims do not hold: its exit code is 1 then. */
async function play(...options: readonly string[]): Promise<Result> {
  const { REDIS_URL: _, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [demo, '--json', ...options], { env });
  return JSON.parse(stdout);
}

function expectTheIncidentAndItsCure({ runs: { bare, versioned, shared }, harmless, claims }: Result) {
  expect(claims).toEqual({
    bareKeysFail: true,
    versionedKeysAreStale: true,
    sharedCacheHasNeither: true,
    harmlessChangeStaysWarm: true,
  });

  // Both releases fail on what the other wrote, at the top and deep inside; the model that did not change never does.
  expect(bare.total.failedReads).toBeGreaterThan(0);
  expect(new Set(bare.failures.map(({ release }) => release))).toEqual(new Set(['v1', 'v2']));
  const reasons = bare.failures.map(({ reason }) => reason);
  expect(reasons).toContain('deliverTo.contacts[0].person.fullName: expected a string, found nothing');
  expect(bare.models.product.failedReads).toBe(0);
  expect(bare.holding.before.bare).toBe(bare.holding.before.total);

  for (const run of [versioned, shared]) {
    expect(run.total.failedReads).toBe(0);
    expect(run.failures).toEqual([]);
    expect(run.timeline.some(({ holding }) => holding.old > 0 && holding.new > 0)).toBe(true);
    expect(run.holding.after).toMatchObject({ old: 0, bare: 0 });
    expect(run.holding.after.new).toBeGreaterThan(0);
    expect(run.holding.after.both).toBeGreaterThan(0);
  }

  // Instances that delete their own versions leave the others'; a token has none.
  expect(versioned.total.staleReads).toBeGreaterThan(0);
  expect(versioned.oldestStale).toBeGreaterThan(0);
  expect(shared.total.staleReads).toBe(0);
  expect(shared.oldestStale).toBe(0);
  expect(shared.total.unanswered).toBe(0);
  const undeleted = (run: Run) => Math.max(...run.timeline.map(({ holding }) => holding.undeleted));
  expect(undeleted(versioned)).toBeGreaterThan(0);
  expect(undeleted(shared)).toBe(0);

  // After a harmless change the first new instance hits what the old ones have left, and without the lock file nothing of it.
  for (const { start, total } of [harmless.present, harmless.readable]) {
    expect(start.reads).toBeGreaterThan(20);
    expect([total.failedReads, total.staleReads]).toEqual([0, 0]);
  }

  for (const run of [bare, versioned, shared]) {
    const { hits, misses, failedReads, changes, unanswered, requests } = run.total;
    expect(hits + misses + failedReads + changes + unanswered).toBe(requests);
    expect(changes).toBeGreaterThan(0);
    expect(run.timeline.map(({ releases }) => releases.join(' '))).toEqual(
      expect.arrayContaining(['v1 v1 v1', 'v2 v1 v1', 'v2 v2 v1', 'v2 v2 v2']),
    );
    expect(run.holding.peak.bytes).toBeGreaterThan(0);
  }
  for (const model of ['user', 'order', 'product'] as const) {
    for (const run of [versioned, shared])
      expect(run.models[model].requests).toBe(bare.models[model].requests);
  }
}

function built(release: 'v1' | 'v2' | 'v3') {
  const out = join(example, 'dist', release, 'out');
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js'),
  );
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(out, file), 'utf8')]));
}

describe('the example of a rolling deployment', () => {
  // Builds dist behind the lock that the other tests respect; the demo finds it fresh then.
  beforeAll(packedPackage);

  it('fails with bare keys, is stale with versioned ones, and neither with SharedCache over the embedded cache, and inlines a version per structure', async () => {
    const result = await play('--cache=embedded');
    expect(result.cache.kind).toBe('embedded');
    expectTheIncidentAndItsCure(result);

    const { v1, v2, v3 } = result.versions;
    const readme = readFileSync(join(example, 'README.md'), 'utf8');
    for (const model of ['user', 'order'] as const) {
      expect(v2[model]).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
      expect(v2[model]).not.toEqual(v1[model]);
      expect(v3[model]).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/), ...v1[model]]);
      for (const [version] of [v1[model], v2[model], v3[model]]) expect(readme).toContain(version);
    }
    expect([v2.product, v3.product]).toEqual([v1.product, v1.product]);

    // The build has filled in the versions of calls that pass none.
    const instance = readFileSync(join(example, 'service/src/instance.ts'), 'utf8');
    expect(instance).toContain("new Repo<User>(client, 'user')");
    const [old, current] = [built('v1'), built('v2')];
    for (const [versions, files] of [
      [v1, old],
      [v2, current],
      [v3, built('v3')],
    ] as const) {
      for (const [model, name] of [
        ['user', 'users'],
        ['order', 'orders'],
        ['product', 'products'],
      ] as const) {
        const list = versions[model].map((version) => `"${version}"`).join(', ');
        expect(files['instance.js']).toContain(`new Repo(client, '${model}', "${versions[model][0]}")`);
        expect(files['instance.js']).toContain(
          `new SharedReadThrough(cache, '${model}', ${name}, ttl, [${list}])`,
        );
      }
      for (const text of Object.values(files)) expect(text).not.toMatch(/['"]keyshape['"]/);
    }
    const picture = join(example, 'dist/rollout.svg');
    execFileSync(process.execPath, [join(example, 'chart/timeline.mjs'), picture], {
      input: JSON.stringify(result),
    });
    const svg = readFileSync(picture, 'utf8');
    // A load that overtakes a delete is stale under bare keys too, now and then.
    const { failedReads, staleReads } = result.runs.bare.total;
    expect(svg).toContain(`Bare keys: ${failedReads} failed, ${staleReads} stale`);
    expect(svg).toContain('SharedCache: 0 failed, 0 stale');

    const differing = Object.keys(old).filter((file) => old[file] !== current[file]);
    expect(differing.sort()).toEqual(['instance.js', join('model', 'person.js'), 'versions.js']);
  });

  itWithRedis(
    'fails with bare keys, is stale with versioned ones, and neither with SharedCache over a Redis Cluster that loses a master (skipped where there is no redis-server)',
    async () => {
      const result = await play('--cluster', '--faults');
      expect(result.cache.kind).toBe('redis');
      expectTheIncidentAndItsCure(result);
    },
  );

  it('changes one model file, and neither the service nor its call sites', () => {
    for (const release of ['v2', 'v3']) {
      const changes = readdirSync(join(example, 'releases', release), {
        recursive: true,
        withFileTypes: true,
      });
      expect(changes.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual(['person.ts']);
    }
    for (const file of ['instance.ts', 'versions.ts', 'read-through.ts'])
      expect(readFileSync(join(example, 'service/src', file), 'utf8')).not.toContain('person');
  });

  it('explains itself, and refuses an option it does not know', () => {
    const run = (option: string) => spawnSync(process.execPath, [demo, option], { encoding: 'utf8' });
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--cache=embedded') });
    expect(run('--cache=memcached')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('memcached'),
    });
    expect(run('--chache=redis')).toMatchObject({ status: 2, stderr: expect.stringContaining('--chache') });
  });

  it('is well typed', () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', join(example, 'demo')], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });
});
