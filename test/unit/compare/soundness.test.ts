import fc from 'fast-check';
import { DEFAULT_READING } from '../../../src/shape/compare/options.js';
import { readabilityOf } from '../../../src/shape/compare/readability.js';
import { ShapeError } from '../../../src/shape/index.js';
import { tries } from '../../support/tools.js';
import { shape } from '../arbitrary.js';
import { type PlainNode, type PlainShape, textOf } from '../plain-shape.js';
import { isOf, NONE, type Random, storedValue } from './values.js';

const edit = fc.record({
  kind: fc.constantFrom('replace', 'widen', 'optional', 'drop'),
  place: fc.nat(50),
  other: fc.nat(50),
});
type Edit = { kind: string; place: number; other: number };

/** What a person does to a model: another type in one place, one more member of a union, an optional field, one less. */
function edited(old: PlainShape, donor: PlainShape, { kind, place, other }: Edit): PlainShape {
  const nodes: PlainNode[] = [...old.nodes];
  const at = place % nodes.length;
  const { label, slots } = nodes[at]!;
  const fold = (slot: readonly number[]) => slot.map((member) => member % nodes.length);
  if (kind === 'replace') {
    const { label: given, slots: taken } = donor.nodes[other % donor.nodes.length]!;
    nodes[at] = { label: given, slots: taken.map(fold) };
  } else if (label.kind === 'object') {
    const before = label.hasBases ? 1 : 0;
    if (label.properties.length === 0) return old;
    const chosen = other % label.properties.length;
    if (kind === 'widen')
      nodes[at] = {
        label,
        slots: slots.map((slot, index) =>
          index === before + chosen ? [...slot, other % nodes.length] : slot,
        ),
      };
    else if (kind === 'optional')
      nodes[at] = {
        label: {
          ...label,
          properties: label.properties.map((field, index) =>
            index === chosen ? { ...field, optional: true } : field,
          ),
        },
        slots,
      };
    else
      nodes[at] = {
        label: { ...label, properties: label.properties.filter((_, index) => index !== chosen) },
        slots: slots.filter((_, index) => index !== before + chosen),
      };
  }
  return { nodes, root: old.root };
}

function randomOf(seed: number): Random {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

test.each(['open', 'exact'] as const)('what is called readable is read, with %s values', (values) => {
  let claims = 0;
  let checked = 0;
  fc.assert(
    fc.property(
      shape,
      shape,
      fc.array(edit, { minLength: 1, maxLength: 2 }),
      fc.nat(),
      (old, donor, edits, seed) => {
        const pairs: [string, string, PlainShape][] = [];
        try {
          const next = edits.reduce((given, one) => edited(given, donor, one), old);
          pairs.push([textOf(old), textOf(next), next], [textOf(old), textOf(donor), donor]);
        } catch (error) {
          if (error instanceof ShapeError) return;
          throw error;
        }
        for (const [left, right, reader] of pairs) {
          if (
            left === right ||
            readabilityOf(right, [left], { ...DEFAULT_READING, values })[0] !== 'readable'
          )
            continue;
          claims++;
          const random = randomOf(seed);
          for (let round = 0; round < 12; round++) {
            const value = storedValue(old, old.root, 6, values === 'open', random);
            const text = value === NONE ? undefined : JSON.stringify(value);
            if (text === undefined) continue;
            checked++;
            if (!isOf(reader, reader.root, JSON.parse(text))) throw new Error(`${left} → ${right}: ${text}`);
          }
        }
      },
    ),
    { numRuns: Number(process.env.KEYSHAPE_RUNS ?? tries(1_500, 1_000)) },
  );
  expect(claims).toBeGreaterThan(50);
  expect(checked).toBeGreaterThan(200);
});
