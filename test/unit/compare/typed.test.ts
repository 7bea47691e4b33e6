import { DEFAULT_READING, type ReadingOptions } from '../../../src/shape/compare/options.js';
import { readabilityOf } from '../../../src/shape/compare/readability.js';
import { createRandom } from '../../support/random.js';
import { tries } from '../../support/tools.js';
import { type Pair, pairsOf } from './typed/pairs.js';
import { NONE, Validator, Writer } from './typed/values.js';

// KEYSHAPE_SEED starts elsewhere, KEYSHAPE_COUNT takes more.
const first = Number(process.env.KEYSHAPE_SEED ?? 1);
const count = Number(process.env.KEYSHAPE_COUNT ?? tries(400, 200));
const BATCH = 400;
const VALUES = 15;

const assumed: Readonly<Record<ReadingOptions['serializer'], readonly Partial<ReadingOptions>[]>> = {
  json: [{}, { values: 'exact' }, { values: 'exact', readers: 'strict' }],
  structured: [{}, { values: 'exact' }],
};

/** Whether a pair is called readable; if so, values of the old type have to be of the new one. */
function claimed({ texts, old, present, seed, edit, shown }: Pair, options: ReadingOptions): boolean {
  const [left, right] = texts;
  if (left === right || readabilityOf(right, [left], options)[0] !== 'readable') return false;
  const writer = new Writer(old, options.serializer, options.values === 'open', createRandom(seed));
  const validator = new Validator(present, options.serializer, options.readers === 'strict');
  for (let round = 0; round < VALUES; round++) {
    const stored = writer.stored(writer.value(old[0]!));
    if (stored === NONE || validator.isOf(present[0]!, stored)) continue;
    throw new Error(
      `seed ${seed}, ${edit}, ${JSON.stringify(options)}: ${JSON.stringify(stored)}\n${shown}${left} → ${right}`,
    );
  }
  return true;
}

test.each(['json', 'structured'] as const)(
  'types as people write them, %s: what is called readable is read',
  (serializer) => {
    let pairs = 0;
    let claims = 0;
    for (let seed = first; seed < first + count; seed += BATCH)
      for (const pair of pairsOf(seed, Math.min(BATCH, count), serializer)) {
        pairs++;
        for (const some of assumed[serializer])
          if (claimed(pair, { ...DEFAULT_READING, serializer, ...some })) claims++;
      }
    expect(claims).toBeGreaterThan(count / 4);
    if (process.env.KEYSHAPE_COUNT) process.stderr.write(`${pairs} pairs, ${claims} claims\n`);
  },
);
