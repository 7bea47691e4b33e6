// One instance of the service: a process of its own that answers requests until it is told to stop.
import { connect } from './cache/cache.js';
import { DecodeError } from './decode.js';
import { bareKeys, keyshapeKeys, type ModelName } from './keys.js';
import { loadOrder, order } from './model/order.js';
import { loadProduct, product } from './model/product.js';
import { loadUser, user } from './model/user.js';
import { type Model, readThrough } from './read-through.js';

/** What the load balancer sends. */
interface Request {
  readonly id: number;
  readonly body: { readonly model: ModelName; readonly id: number };
}

const { CACHE_URL = '', CACHE_PREFIX = '', CACHE_TTL = '', CACHE_KEYS } = process.env;
const keys = CACHE_KEYS === 'bare' ? bareKeys : keyshapeKeys;
const models: Record<ModelName, Model<unknown>> = {
  user: { key: keys.user, decode: user, load: loadUser },
  order: { key: keys.order, decode: order, load: loadOrder },
  product: { key: keys.product, decode: product, load: loadProduct },
};

const cache = await connect(CACHE_URL, CACHE_PREFIX);

async function answer(body: Request['body']) {
  try {
    const { outcome } = await readThrough(cache, models[body.model], body.id, Number(CACHE_TTL));
    return { outcome };
  } catch (error) {
    // The user of the service gets an error 500 here.
    if (error instanceof DecodeError) return { outcome: 'failed', reason: error.message };
    return { outcome: 'broken', reason: String(error) };
  }
}

process.on('message', async ({ id, body }: Request) => {
  process.send?.({ id, body: await answer(body) });
});
process.on('disconnect', () => process.exit());
// Ctrl-C in a terminal reaches every process; this one goes when the load balancer hangs up.
process.on('SIGINT', () => {});
process.send?.({ ready: {} });
