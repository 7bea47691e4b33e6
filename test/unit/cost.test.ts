import {
  canonicalise,
  type Label,
  type NodeId,
  parse,
  ShapeGraph,
  type SlotId,
} from '../../src/shape/index.js';

// One graph of eight times the size may cost what eight graphs cost, or somewhat more (sorting, memory); a quadratic step would
// cost eight times that. Work of the same amount is compared, so that the compiler of the machine code and the collector of garbage
// take the same share of both, and processor time of one run with processor time of the same, so that a busy machine changes nothing.
const TIMES = 8;
const GROWTH = 4;

/** Makes a graph whose size grows with `size`, and hands back roots. */
type Build = (graph: ShapeGraph, size: number) => SlotId[];

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
  'types in one another': (graph, size) => {
    const nodes = objects(graph, size, 'next');
    nodes.forEach((node, index) => {
      const next = nodes[index + 1];
      graph.connect(node, [next === undefined ? primitive(graph, 'string') : graph.slot([next])]);
    });
    return [graph.slot([nodes[0]!])];
  },
  'arrays in one another': (graph, size) => {
    let slot = primitive(graph, 'string');
    for (let depth = 0; depth < size; depth++) {
      const node = graph.node({ kind: 'array' });
      graph.connect(node, [slot]);
      slot = graph.slot([node]);
    }
    return [slot];
  },
  'arrays that double at each step': (graph, size) => {
    let slot = primitive(graph, 'string');
    for (let depth = 0; depth < size / 10; depth++) {
      const nodes = [graph.node({ kind: 'array' }), graph.node({ kind: 'array' })] as const;
      graph.connect(nodes[0], [slot]);
      graph.connect(nodes[1], [graph.slot([nodes[0]])]);
      slot = graph.slot(nodes);
    }
    return [slot];
  },
  'a large union, mentioned as often as it has members': (graph, size) => {
    const members = Array.from({ length: size }, (_, index) =>
      graph.node({ kind: 'string', value: `${index}` }),
    );
    const union = graph.slot(members);
    const [root] = objects(graph, 1, ...numbered(size));
    graph.connect(
      root!,
      numbered(size).map(() => union),
    );
    return [graph.slot([root!])];
  },
  'an object of many fields': (graph, size) => {
    const [root] = objects(graph, 1, ...numbered(size));
    graph.connect(
      root!,
      numbered(size).map((_, index) => primitive(graph, index % 2 === 0 ? 'string' : 'number')),
    );
    return [graph.slot([root!])];
  },
  'types that all refer to all others': (graph, size) => {
    const nodes = objects(graph, Math.floor(Math.sqrt(size * 4)), 'id', 'others');
    nodes.forEach((node, index) => {
      const id = graph.slot([graph.node({ kind: 'number', value: index })]);
      graph.connect(node, [id, graph.slot(nodes.filter((other) => other !== node))]);
    });
    return nodes.map((node) => graph.slot([node]));
  },
  'the same in a property each': (graph, size) => {
    const count = Math.floor(Math.sqrt(size * 4));
    const nodes = objects(graph, count, 'id', ...numbered(count - 1));
    nodes.forEach((node, index) => {
      const others = nodes.filter((other) => other !== node).map((other) => graph.slot([other]));
      graph.connect(node, [graph.slot([graph.node({ kind: 'number', value: index })]), ...others]);
    });
    return nodes.slice(0, 5).map((node) => graph.slot([node]));
  },
  'a ring with one that differs': (graph, size) => {
    const nodes = objects(graph, size, 'next', 'value');
    nodes.forEach((node, index) => {
      const next = graph.slot([nodes[(index + 1) % nodes.length]!, nodes[(index + 2) % nodes.length]!]);
      graph.connect(node, [next, primitive(graph, index === 0 ? 'number' : 'string')]);
    });
    return [graph.slot([nodes[0]!])];
  },
};

/** Microseconds of the processor that the versions of the roots of so many graphs take. */
function costOf(build: Build, size: number, count: number): number {
  let cost = 0;
  for (let graphs = 0; graphs < count; graphs++) {
    const graph = new ShapeGraph();
    const roots = build(graph, size);
    const start = process.cpuUsage();
    const canonical = canonicalise(graph);
    for (const root of roots) canonical.version(root);
    const { user, system } = process.cpuUsage(start);
    cost += user + system;
  }
  return cost;
}

describe('the canonical form of', () => {
  test.each(Object.entries(graphs))('%s grows with the graph', (_, build) => {
    costOf(build, 10_000 / TIMES, TIMES); // The first runs are the compiler's.
    const ratios = [1, 2, 3].map(() => costOf(build, 10_000, 1) / costOf(build, 10_000 / TIMES, TIMES));
    expect(Math.min(...ratios)).toBeLessThan(GROWTH);
  });

  test.each(Object.entries(graphs))('%s has a text of its size, which parses', (_, build) => {
    const graph = new ShapeGraph();
    const [root] = build(graph, 10_000);
    const canonical = canonicalise(graph);
    const text = canonical.text(root!);
    const parsed = parse(text);
    expect(parsed.canonical.version(parsed.root)).toBe(canonical.version(root!));
    expect(text.length).toBeLessThan(2_000_000);
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
