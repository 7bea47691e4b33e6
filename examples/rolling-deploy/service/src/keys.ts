import { keyFor, versionOf } from 'keyshape';
import type { Order } from './model/order.js';
import type { Product } from './model/product.js';
import type { User } from './model/user.js';

/** The names of the cached models. */
export type ModelName = 'user' | 'order' | 'product';

/** How the cache key of each model is written. */
export type Keys = Record<ModelName, (id: number) => string>;

/** The keys that caused the incident: nothing in them says which structure is stored there. */
export const bareKeys: Keys = {
  user: (id) => `user:${id}`,
  order: (id) => `order:${id}`,
  product: (id) => `product:${id}`,
};

/** The same keys with the version of the model's structure in front. */
export const keyshapeKeys: Keys = {
  user: (id) => keyFor<User>(`user:${id}`),
  order: (id) => keyFor<Order>(`order:${id}`),
  product: (id) => keyFor<Product>(`product:${id}`),
};

/** The versions by themselves, for logs and reports. */
export const versions: Record<ModelName, string> = {
  user: versionOf<User>(),
  order: versionOf<Order>(),
  product: versionOf<Product>(),
};
