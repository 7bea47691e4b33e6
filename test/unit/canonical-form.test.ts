import fc from 'fast-check';
import { parse, type ShapeGraph, type SlotId } from '../../src/shape/index.js';
import { tries } from '../support/tools.js';
import { anyShape, label } from './arbitrary.js';
import { CheckedGraph, checkedForm } from './checked-graph.js';
import { addShape, beside, canonicalOf, type PlainNode, type PlainShape, textOf } from './plain-shape.js';
import { bisimilarity, referenceText, referenceVersion } from './reference.js';

const RUNS = { numRuns: Number(process.env.KEYSHAPE_RUNS ?? tries(200, 60)) };

/** Redirects some mentions of nodes to copies of them, or to both. */
function unroll(shape: PlainShape, choices: readonly number[]): PlainShape {
  const count = shape.nodes.length;
  let next = 0;
  const choose = (): number => choices[next++ % choices.length]! % 3;
  const mention = (members: readonly number[]): number[] =>
    members.flatMap((member) => [[member], [member + count], [member, member + count]][choose()]!);
  const copy = ({ label, slots }: PlainNode): PlainNode => ({ label, slots: slots.map(mention) });
  return { nodes: [...shape.nodes.map(copy), ...shape.nodes.map(copy)], root: mention(shape.root) };
}

describe('a canonical form', () => {
  test('is what the documented algorithm gives, in its plainest form', () => {
    fc.assert(
      fc.property(anyShape, (shape) => {
        const { canonical, root, text } = canonicalOf(shape);
        expect(text).toBe(referenceText(shape));
        expect(canonical.version(root, 64)).toBe(referenceVersion(shape, 64));
        expect(canonical.version(root)).toBe(canonical.version(root, 64).slice(0, 16));
      }),
      RUNS,
    );
  });

  test('does not depend on the order in which the graph was built', () => {
    fc.assert(
      fc.property(anyShape, fc.infiniteStream(fc.nat()), (shape, keys) => {
        const weights = shape.nodes.map(() => keys.next().value as number);
        const order = shape.nodes.map((_, index) => index).sort((a, b) => weights[a]! - weights[b]!);
        const graph = new CheckedGraph();
        const { root } = addShape(graph, shape, order);
        expect(checkedForm(graph, [root]).text(root)).toBe(textOf(shape));
      }),
      RUNS,
    );
  });

  test('does not depend on how a recursion is unrolled or what is written twice', () => {
    fc.assert(
      fc.property(anyShape, fc.array(fc.nat(), { minLength: 1, maxLength: 40 }), (shape, choices) => {
        expect(textOf(unroll(shape, choices))).toBe(textOf(shape));
      }),
      RUNS,
    );
  });

  test('does not depend on what else is in the graph', () => {
    fc.assert(
      fc.property(anyShape, anyShape, fc.boolean(), (shape, other, isFirst) => {
        const graph = new CheckedGraph();
        const others = isFirst ? addShape(graph, other).root : undefined;
        const { root } = addShape(graph, shape);
        const otherRoot = others ?? addShape(graph, other).root;
        const canonical = checkedForm(graph, [root, otherRoot]);
        expect(canonical.text(root)).toBe(textOf(shape));
        expect(canonical.text(otherRoot)).toBe(textOf(other));
        expect(canonical.text(root)).toBe(textOf(shape));
      }),
      RUNS,
    );
  });

  test('is the same for two shapes exactly when they are bisimilar', () => {
    fc.assert(
      fc.property(anyShape, anyShape, (first, second) => {
        const roots = second.root.map((member) => member + first.nodes.length);
        expect(textOf(first) === textOf(second)).toBe(bisimilarity(beside(first, second))(first.root, roots));
      }),
      RUNS,
    );
  });

  test('changes with a label or a slot exactly when the shape does', () => {
    fc.assert(
      fc.property(
        anyShape,
        fc.nat(),
        fc.nat(),
        fc.nat(),
        fc.option(label),
        (shape, at, slotAt, target, relabelled) => {
          const mutant = mutate(shape, at, slotAt, target, relabelled);
          const roots = mutant.root.map((member) => member + shape.nodes.length);
          const equal = bisimilarity(beside(shape, mutant))(shape.root, roots);
          expect(textOf(mutant) === textOf(shape)).toBe(equal);
          const graph = new CheckedGraph();
          const { root } = addShape(graph, shape);
          const { root: mutantRoot } = addShape(graph, mutant);
          const canonical = checkedForm(graph, [root, mutantRoot]);
          expect(canonical.classOfSlot(root) === canonical.classOfSlot(mutantRoot)).toBe(equal);
        },
      ),
      RUNS,
    );
  });

  test('is read back as the shape it was printed from', () => {
    fc.assert(
      fc.property(anyShape, (shape) => {
        const { canonical, root, text } = canonicalOf(shape);
        const parsed = parse(text);
        expect(parsed.canonical.text(parsed.root)).toBe(text);
        expect(parsed.canonical.version(parsed.root)).toBe(canonical.version(root));
        const graph = new CheckedGraph();
        const original = addShape(graph, shape).root;
        const copies = copyInto(graph, parsed.graph, parsed.root);
        const both = checkedForm(graph, [original, copies]);
        expect(both.classOfSlot(copies)).toBe(both.classOfSlot(original));
      }),
      RUNS,
    );
  });

  test('is minimal, and pure ASCII', () => {
    fc.assert(
      fc.property(anyShape, (shape) => {
        const graph = new CheckedGraph();
        const { nodes, root } = addShape(graph, shape);
        const canonical = checkedForm(graph, [root]);
        expect(canonical.text(root)).toMatch(/^[\x20-\x7e]+$/);
        const areEqual = bisimilarity(shape.nodes);
        nodes.forEach((a, indexOfA) => {
          nodes.forEach((b, indexOfB) => {
            const isOneClass = canonical.classOf(a) === canonical.classOf(b);
            if (isOneClass !== areEqual([indexOfA], [indexOfB]))
              throw new Error(`nodes ${indexOfA} and ${indexOfB}`);
          });
        });
      }),
      RUNS,
    );
  });
});

function mutate(
  shape: PlainShape,
  at: number,
  slotAt: number,
  target: number,
  relabelled: PlainNode['label'] | null,
): PlainShape {
  const chosen = at % shape.nodes.length;
  const nodes = shape.nodes.map((node, index): PlainNode => {
    if (index !== chosen) return node;
    const isBases = node.label.kind === 'object' && node.label.hasBases;
    const slots = node.slots.map((slot, place) => {
      if (place !== slotAt % node.slots.length || (isBases && place === 0)) return slot;
      const toggled = target % shape.nodes.length;
      return slot.includes(toggled) ? slot.filter((member) => member !== toggled) : [...slot, toggled];
    });
    if (relabelled?.kind !== node.label.kind || node.label.kind === 'object') return { ...node, slots };
    const isSimilar = JSON.stringify(relabelled).length === JSON.stringify(node.label).length;
    return { slots, label: slots.length === 0 || isSimilar ? sameArity(node, relabelled) : node.label };
  });
  return { nodes, root: shape.root };
}

/** The new label, if a node with the slots of the old one can have it. */
function sameArity(node: PlainNode, relabelled: PlainNode['label']): PlainNode['label'] {
  if (relabelled.kind === 'tuple' && relabelled.marks.length !== node.slots.length) return node.label;
  if (relabelled.kind === 'template' && relabelled.texts.length !== node.slots.length + 1) return node.label;
  return relabelled;
}

function copyInto(graph: ShapeGraph, source: ShapeGraph, root: SlotId): SlotId {
  const nodes = source.nodes.map((node) => graph.node(source.labelOf(node)));
  const slot = (id: SlotId): SlotId => graph.slot(source.membersOf(id).map((member) => nodes[member]!));
  for (const node of source.nodes) graph.connect(nodes[node]!, source.slotsOf(node)!.map(slot));
  return slot(root);
}
