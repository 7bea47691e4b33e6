// The requests: the same ones, in the same order, in every run.

/** @typedef {'user' | 'order' | 'product'} ModelName */
/** @typedef {{ model: ModelName, id: number, change: boolean, die?: boolean }} Request */

/** The part of the requests that change a row. */
const changes = 0.12;

/** How many different ids of each model are asked for, and how often each model is. @type {Record<ModelName, { ids: number, share: number }>} */
const mix = {
  user: { ids: 40, share: 0.5 },
  order: { ids: 30, share: 0.25 },
  product: { ids: 20, share: 0.25 },
};

export const modelNames = /** @type {ModelName[]} */ (Object.keys(mix));

/**
 * @param {number} seed
 * @returns {Generator<Request, never>}
 */
export function* traffic(seed) {
  const random = randomNumbers(seed);
  while (true) {
    const model = pickModel(random());
    yield { model, id: 1 + Math.floor(random() * mix[model].ids), change: random() < changes };
  }
}

/** @param {number} chance - from 0 to 1 */
function pickModel(chance) {
  let sum = 0;
  for (const name of modelNames) {
    sum += mix[name].share;
    if (chance < sum) return name;
  }
  return 'product';
}

/**
 * A small generator with a seed (mulberry32): `Math.random` has none.
 *
 * @param {number} seed
 */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
