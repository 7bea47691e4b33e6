import { type CacheNode, checkNodes, scan } from './nodes.js';
import { shown } from './options.js';
import { versionOfKey } from './versions.js';

/** The entries of one version, or the tokens. Times are in milliseconds. */
export interface Holding {
  readonly keys: number;
  /** Of key and value together, estimated from a sample. */
  readonly bytes: number;
  /** The shortest and the longest time that a sampled key still has; none where no sampled key ends. */
  readonly ttl?: { readonly least: number; readonly most: number };
  /** How many of the sampled keys never end: nobody deletes those. */
  readonly endless: number;
  /** How long ago the last sampled key was used; the server does not tell under an LFU policy. A version idle for long is dead. */
  readonly idle?: number;
  readonly sampled: number;
}

/** What {@link report} gives. */
export interface CacheReport {
  /** The most keys first. */
  readonly versions: readonly (Holding & { readonly version: string })[];
  readonly tokens: Holding;
  /** Keys that are not keyshape's. */
  readonly others: number;
}

/** A random part of the keys that came by, each as likely as any other. */
class Sample {
  count = 0;
  readonly keys: { readonly node: CacheNode; readonly key: string }[] = [];
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  add(node: CacheNode, key: string) {
    const place = this.count < this.#size ? this.count : Math.floor(Math.random() * (this.count + 1));
    if (place < this.#size) this.keys[place] = { node, key };
    this.count += 1;
  }
}

/** What the server says of a key: a number, or `undefined` for a key that is gone and a question that it does not answer. */
async function ask(node: CacheNode, command: readonly string[]): Promise<number | undefined> {
  try {
    const answer = await node.send(command);
    return answer === null || answer === undefined ? undefined : Number(answer);
  } catch {
    return undefined;
  }
}

/** The least of some numbers, which may be more than `Math.min` takes as arguments. */
function least(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
}

async function holding({ count, keys }: Sample): Promise<Holding> {
  const answers = await Promise.all(
    keys.map(async ({ node, key }) => ({
      idle: await ask(node, ['OBJECT', 'IDLETIME', key]),
      ttl: (await ask(node, ['PTTL', key])) ?? -2,
      bytes: await ask(node, ['MEMORY', 'USAGE', key]),
    })),
  );
  const known = (numbers: readonly (number | undefined)[]) => numbers.filter((one) => one !== undefined);
  const bytes = known(answers.map((answer) => answer.bytes));
  const ttls = answers.map(({ ttl }) => ttl).filter((ttl) => ttl >= 0);
  const idles = known(answers.map(({ idle }) => idle));
  const sum = bytes.reduce((total, one) => total + one, 0);
  return {
    keys: count,
    bytes: bytes.length === 0 ? 0 : Math.round((sum / bytes.length) * count),
    ...(ttls.length > 0 && { ttl: { least: least(ttls), most: -least(ttls.map((ttl) => -ttl)) } }),
    endless: answers.filter(({ ttl }) => ttl === -1).length,
    ...(idles.length > 0 && { idle: 1_000 * least(idles) }),
    sampled: keys.length,
  };
}

/**
 * What a cache holds of each version: keys, bytes, how long they live, how long ago they were used. It lists the names of all keys, and asks
 * about a sample of them; neither counts as use.
 *
 * @param nodes - what `nodesOf(client)` gives
 * @param options - `prefix` of the tokens (default: `keyshape:`); how many keys of each version to `sample` (default: 100); `onProgress` is
 *   told how many keys were listed so far
 * @returns the versions, the tokens, and how many keys are neither
 * @throws TypeError for an argument that cannot be; whatever the client rejects with
 * @example
 * ```ts
 * const { versions } = await report(await nodesOf(redis));
 * ```
 */
export async function report(
  nodes: readonly CacheNode[],
  options: { readonly prefix?: string; readonly sample?: number; onProgress?(keys: number): void } = {},
): Promise<CacheReport> {
  const { prefix = 'keyshape:', sample = 100, onProgress } = options;
  if (!(Number.isInteger(sample) && sample > 0))
    throw new TypeError(`keyshape: \`sample\` is a number of keys of each version, and not ${shown(sample)}`);
  checkNodes(nodes);
  const tokens = new Sample(sample);
  const versions = new Map<string, Sample>();
  let others = 0;
  let seen = 0;
  for (const node of nodes) {
    for await (const keys of scan(node, '*')) {
      for (const key of keys) {
        const version = versionOfKey(key);
        if (key.startsWith(prefix)) tokens.add(node, key);
        else if (version === undefined) others += 1;
        else {
          const found = versions.get(version) ?? new Sample(sample);
          versions.set(version, found);
          found.add(node, key);
        }
      }
      seen += keys.length;
      onProgress?.(seen);
    }
  }
  const held: (Holding & { version: string })[] = [];
  // One by one: what looks like versions may be as many as keys.
  for (const [version, one] of versions) held.push({ version, ...(await holding(one)) });
  held.sort((one, other) => other.keys - one.keys || (one.version < other.version ? -1 : 1));
  return { versions: held, tokens: await holding(tokens), others };
}
