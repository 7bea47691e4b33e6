import { Cache, type Client, Repo } from './cache.js';
import type { Order, User } from './model.js';

// Nothing here mentions keyshape: the build fills in every version.
export async function serve(client: Client) {
  const users = new Repo<User>(client, 'user');
  await users.set(1, { id: 1, name: 'Ada' });

  const cache = new Cache(client);
  await cache.set<Order>('order:7', { id: 7, total: 12 });
  const order: Order | undefined = await cache.get('order:7');
  const loaded = await cache.fetch('order:8', async (): Promise<Order> => ({ id: 8, total: 5 }));
  return { user: await users.get(1), order, loaded };
}
