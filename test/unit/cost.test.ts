import {
  canonicalise,
  type Label,
  type NodeId,
  parse,
  ShapeGraph,
  type SlotId,
} from '../../src/shape/index.js';

// Bounds are far above what it takes (bench/canonical-form.mjs measures), and far below what a quadratic step would take.
const BOUND = 3_000;

type Build = (graph: ShapeGraph) => SlotId[];

const objects = (graph: ShapeGraph, count: number, ...names: string[]): NodeId[] => {
  const properties = names.map((name) => ({ name, optional: false }));
  return Array.from({ length: count }, () =>
    graph.node({ kind: 'object', properties, indexes: [], hasBases: false }),
  );
};
const primitive = (graph: ShapeGraph, name: 'string' | 'number'): SlotId =>
  graph.slot([graph.node({ kind: 'primitive', name })]);
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `field${index}`);

const graphs: Record<string, Build> = {
  'ten thousand types in one another': (graph) => {
    const nodes = objects(graph, 10_000, 'next');
    nodes.forEach((node, index) => {
      const next = nodes[index + 1];
      graph.connect(node, [next === undefined ? primitive(graph, 'string') : graph.slot([next])]);
    });
    return [graph.slot([nodes[0]!])];
  },
  'ten thousand arrays in one another': (graph) => {
    let slot = primitive(graph, 'string');
    for (let depth = 0; depth < 10_000; depth++) {
      const node = graph.node({ kind: 'array' });
      graph.connect(node, [slot]);
      slot = graph.slot([node]);
    }
    return [slot];
  },
  'arrays that double at each step': (graph) => {
    let slot = primitive(graph, 'string');
    for (let depth = 0; depth < 200; depth++) {
      const nodes = [graph.node({ kind: 'array' }), graph.node({ kind: 'array' })] as const;
      graph.connect(nodes[0], [slot]);
      graph.connect(nodes[1], [graph.slot([nodes[0]])]);
      slot = graph.slot(nodes);
    }
    return [slot];
  },
  'a union of ten thousand, mentioned ten thousand times': (graph) => {
    const members = Array.from({ length: 10_000 }, (_, index) =>
      graph.node({ kind: 'string', value: `${index}` }),
    );
    const union = graph.slot(members);
    const [root] = objects(graph, 1, ...numbered(10_000));
    graph.connect(
      root!,
      numbered(10_000).map(() => union),
    );
    return [graph.slot([root!])];
  },
  'an object of two thousand fields': (graph) => {
    const [root] = objects(graph, 1, ...numbered(2_000));
    graph.connect(
      root!,
      numbered(2_000).map((_, index) => primitive(graph, index % 2 === 0 ? 'string' : 'number')),
    );
    return [graph.slot([root!])];
  },
  'three hundred types that all refer to all others': (graph) => {
    const nodes = objects(graph, 300, 'id', 'others');
    nodes.forEach((node, index) => {
      const id = graph.slot([graph.node({ kind: 'number', value: index })]);
      graph.connect(node, [id, graph.slot(nodes.filter((other) => other !== node))]);
    });
    return nodes.map((node) => graph.slot([node]));
  },
  'the same in a property each': (graph) => {
    const nodes = objects(graph, 300, 'id', ...numbered(299));
    nodes.forEach((node, index) => {
      const others = nodes.filter((other) => other !== node).map((other) => graph.slot([other]));
      graph.connect(node, [graph.slot([graph.node({ kind: 'number', value: index })]), ...others]);
    });
    return nodes.slice(0, 20).map((node) => graph.slot([node]));
  },
  'a ring of ten thousand with one that differs': (graph) => {
    const nodes = objects(graph, 10_000, 'next', 'value');
    nodes.forEach((node, index) => {
      const next = graph.slot([nodes[(index + 1) % nodes.length]!, nodes[(index + 2) % nodes.length]!]);
      graph.connect(node, [next, primitive(graph, index === 0 ? 'number' : 'string')]);
    });
    return [graph.slot([nodes[0]!])];
  },
};

describe('the canonical form of', () => {
  test.each(Object.entries(graphs))('%s takes no time', (_, build) => {
    const graph = new ShapeGraph();
    const roots = build(graph);
    const start = performance.now();
    const canonical = canonicalise(graph);
    const versions = roots.map((root) => canonical.version(root));
    const time = performance.now() - start;
    const text = canonical.text(roots[0]!);
    const parsed = parse(text);
    expect(parsed.canonical.version(parsed.root)).toBe(versions[0]);
    expect(text.length).toBeLessThan(2_000_000);
    expect(time).toBeLessThan(BOUND);
  });

  test('a text of many chunks is the same as its hash', () => {
    const graph = new ShapeGraph();
    const label: Label = { kind: 'string', value: 'x'.repeat(200_000) };
    const node = graph.node({ kind: 'tuple', marks: ['required', 'required', 'required'] });
    const long = graph.slot([graph.node(label)]);
    graph.connect(node, [long, primitive(graph, 'string'), long]);
    const root = graph.slot([node]);
    const canonical = canonicalise(graph);
    const text = canonical.text(root);
    expect(text).toBe(`["${label.value}",string,"${label.value}"]`);
    const parsed = parse(text);
    expect(parsed.canonical.version(parsed.root)).toBe(canonical.version(root));
  });
});
