import { versionsOf } from 'keyshape';
import type { Order } from './model/order.js';
import type { Product } from './model/product.js';
import type { User } from './model/user.js';

/** The names of the cached models. */
export type ModelName = 'user' | 'order' | 'product';

/** The versions by themselves, for logs and reports: the present one, then older ones that are still readable. */
export const versions: Record<ModelName, readonly [string, ...string[]]> = {
  user: versionsOf<User>(),
  order: versionsOf<Order>(),
  product: versionsOf<Product>(),
};
