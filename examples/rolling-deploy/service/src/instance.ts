// One instance of the service: a process of its own that answers requests until it is told to stop.
import { connect } from './cache/cache.js';
import { DecodeError } from './decode.js';
import { bareKeys, keyshapeKeys, type ModelName, versions } from './keys.js';
import { loadOrder, order } from './model/order.js';
import { loadProduct, product } from './model/product.js';
import { loadUser, user } from './model/user.js';
import { type Model, plainReadThrough, type ReadThrough, sharedReadThrough } from './read-through.js';
import { revisionOf } from './rows.js';

/** What the load balancer sends. */
interface Request {
  readonly id?: number;
  readonly body: {
    readonly model: ModelName;
    readonly id: number;
    readonly change?: boolean;
    /** The machine is lost right after the change is committed. */
    readonly die?: boolean;
  };
}

const { CACHE_URL = '', CACHE_PREFIX = '', CACHE_TTL = '', CACHE_KEYS } = process.env;

const models: Record<ModelName, Model<{ readonly revision: number }>> = {
  user: { decode: user, load: async (id) => loadUser(id, await revisionOf('user', id)) },
  order: { decode: order, load: async (id) => loadOrder(id, await revisionOf('order', id)) },
  product: { decode: product, load: async (id) => loadProduct(id, await revisionOf('product', id)) },
};

const cache = await connect(CACHE_URL, CACHE_PREFIX);

function readThroughOf(model: ModelName): ReadThrough {
  const ttl = Number(CACHE_TTL);
  if (CACHE_KEYS === 'shared') return sharedReadThrough(cache, bareKeys[model], versions[model], ttl);
  return plainReadThrough(cache, (CACHE_KEYS === 'bare' ? bareKeys : keyshapeKeys)[model], ttl);
}

const caches = {
  user: readThroughOf('user'),
  order: readThroughOf('order'),
  product: readThroughOf('product'),
};

/** A delete that was not acknowledged may not have happened: again, until it is. */
async function insist(act: () => Promise<void>, tries = 40): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (tries === 1) throw error;
    await new Promise((done) => setTimeout(done, 250));
    await insist(act, tries - 1);
  }
}

async function answer({ model, id, change = false, die = false }: Request['body']) {
  try {
    const readThrough = caches[model];
    if (change) {
      if (die) await readThrough.beforeChange(id);
      const revision = await revisionOf(model, id, true);
      if (die) process.kill(process.pid, 'SIGKILL');
      await insist(() => readThrough.afterChange(id));
      return { outcome: 'changed', revision };
    }
    const { outcome, value } = await readThrough.read(models[model], id);
    return { outcome, revision: value.revision };
  } catch (error) {
    // The user of the service gets an error 500 here.
    if (error instanceof DecodeError) return { outcome: 'failed', reason: error.message };
    return { outcome: 'broken', reason: String(error) };
  }
}

process.on('message', async ({ id, body }: Request) => {
  if (id !== undefined) process.send?.({ id, body: await answer(body) });
});
process.on('disconnect', () => process.exit());
// Ctrl-C in a terminal reaches every process; this one goes when the load balancer hangs up.
process.on('SIGINT', () => {});
process.send?.({ ready: {} });
