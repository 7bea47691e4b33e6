import { orderRow } from '../database.js';
import { list, number, object } from '../decode.js';
import { type Address, address, loadAddress } from './address.js';

export interface Order {
  orderId: number;
  lines: { productId: number; quantity: number }[];
  deliverTo: Address;
  revision: number;
}

export const order = object<Order>({
  orderId: number,
  lines: list(object({ productId: number, quantity: number })),
  deliverTo: address,
  revision: number,
});

export function loadOrder(id: number, revision: number): Order {
  const row = orderRow(id);
  return { orderId: row.id, lines: row.lines, deliverTo: loadAddress(row.customerId), revision };
}
