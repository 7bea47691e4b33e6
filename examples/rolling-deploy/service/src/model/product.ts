import { productRow } from '../database.js';
import { number, object, text } from '../decode.js';

export interface Product {
  productId: number;
  title: string;
  cents: number;
  revision: number;
}

export const product = object<Product>({
  productId: number,
  title: text,
  cents: number,
  revision: number,
});

export function loadProduct(id: number, revision: number): Product {
  const { title, cents } = productRow(id);
  return { productId: id, title, cents, revision };
}
