// One instance of the service: a process of its own that answers requests until it is told to stop.
import { connect } from './cache/cache.js';
import { type Client, Repo } from './cache/typed-cache.js';
import { DecodeError } from './decode.js';
import { loadOrder, type Order, order } from './model/order.js';
import { loadProduct, type Product, product } from './model/product.js';
import { loadUser, type User, user } from './model/user.js';
import {
  bareRepo,
  type Model,
  plainReadThrough,
  type ReadThrough,
  SharedReadThrough,
} from './read-through.js';
import { revisionOf } from './rows.js';
import { type ModelName, versions } from './versions.js';

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

const { CACHE_URL = '', CACHE_PREFIX = '', CACHE_TTL = '', CACHE_KEYS = '' } = process.env;

const ttl = Number(CACHE_TTL);
const cache = await connect(CACHE_URL, CACHE_PREFIX);
const client: Client = {
  get: async (key) => (await cache.get(key)) ?? null,
  set: (key, value) => cache.set(key, value, ttl),
  del: (key) => cache.delete(key),
};

const users: Model<User> = { decode: user, load: async (id) => loadUser(id, await revisionOf('user', id)) };
const orders: Model<Order> = {
  decode: order,
  load: async (id) => loadOrder(id, await revisionOf('order', id)),
};
const products: Model<Product> = {
  decode: product,
  load: async (id) => loadProduct(id, await revisionOf('product', id)),
};

type Caches = Record<ModelName, ReadThrough<{ readonly revision: number }>>;

/** How each of the runs caches. No call passes a version: the build does. */
const kinds: Record<string, () => Caches> = {
  bare: () => ({
    user: plainReadThrough(bareRepo<User>(client, 'user'), users),
    order: plainReadThrough(bareRepo<Order>(client, 'order'), orders),
    product: plainReadThrough(bareRepo<Product>(client, 'product'), products),
  }),
  versioned: () => ({
    user: plainReadThrough(new Repo<User>(client, 'user'), users),
    order: plainReadThrough(new Repo<Order>(client, 'order'), orders),
    product: plainReadThrough(new Repo<Product>(client, 'product'), products),
  }),
  shared: () => ({
    user: new SharedReadThrough<User>(cache, 'user', users, ttl),
    order: new SharedReadThrough<Order>(cache, 'order', orders, ttl),
    product: new SharedReadThrough<Product>(cache, 'product', products, ttl),
  }),
  // The same without what the lock file tells of older versions, for comparison.
  'present version': () => ({
    user: new SharedReadThrough(cache, 'user', users, ttl, [versions.user[0]]),
    order: new SharedReadThrough(cache, 'order', orders, ttl, [versions.order[0]]),
    product: new SharedReadThrough(cache, 'product', products, ttl, [versions.product[0]]),
  }),
};

const caches = (kinds[CACHE_KEYS] as () => Caches)();

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
    const { outcome, value } = await readThrough.read(id);
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
