import { DEFAULT_READING } from '../../../src/shape/compare/options.js';
import { readabilityOf } from '../../../src/shape/compare/readability.js';
import { canonicalise, ShapeGraph } from '../../../src/shape/index.js';

/** A chain of objects, each in a union with others that only differ at its end. */
function chain(length: number, last: readonly ('number' | 'null')[]): string {
  const graph = new ShapeGraph();
  const end = graph.slot(last.map((name) => graph.node({ kind: 'primitive', name })));
  const nodes = Array.from({ length }, () =>
    graph.node({
      kind: 'object',
      properties: [{ name: 'a', optional: false }],
      indexes: [],
      hasBases: false,
    }),
  );
  nodes.forEach((node, at) => {
    graph.connect(node, [at + 1 < length ? graph.slot([nodes[at + 1]!]) : end]);
  });
  const root = graph.slot([nodes[0]!]);
  return canonicalise(graph).text(root);
}

const narrow = chain(400, ['number']);
const wide = chain(400, ['number', 'null']);

test('what does not fit the budget is not proven, whatever the answer would be', () => {
  const verdicts = (budget: number) => [
    ...readabilityOf(wide, [narrow], { ...DEFAULT_READING, budget }),
    ...readabilityOf(narrow, [wide], { ...DEFAULT_READING, budget }),
  ];
  expect(verdicts(1_000)).toEqual(['readable', 'cold']);
  for (const budget of [0, 1, 10, 399]) expect(verdicts(budget)).toEqual(['not proven', 'not proven']);
});

test('what is not proven is not offered for reading', () => {
  const options = { ...DEFAULT_READING, budget: 10 };
  // The same shape needs no proof, and one that does is judged by itself.
  expect(readabilityOf(wide, [narrow, wide, narrow], options)).toEqual([
    'not proven',
    'readable',
    'not proven',
  ]);
});

test('a union that would be split without end is given up', () => {
  const fields = Array.from({ length: 14 }, (_, at) => `f${String(at).padStart(2, '0')}:0|1`).join(',');
  const member = (value: number) => `{${fields.replace('f00:0|1', `f00:${value}`)}}`;
  const old = `{${fields}}`;
  expect(readabilityOf(`${member(0)}|${member(1)}`, [old], DEFAULT_READING)).toEqual(['readable']);
  const scattered = Array.from(
    { length: 14 },
    (_, at) =>
      `{${fields.replace(`f${String(at).padStart(2, '0')}:0|1`, `f${String(at).padStart(2, '0')}:0`)}}`,
  );
  // Only all ones is in no member: 2^14 pieces would tell, and a thousand are looked at.
  expect(readabilityOf([...scattered].reverse().join('|'), [old], DEFAULT_READING)).toEqual(['cold']);
});
