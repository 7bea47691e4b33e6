// What the canonical form of large graphs costs. `npm run build && node bench/canonical-form.mjs [names…]`
// KEYSHAPE_SHAPE=/path/to/shape/index.js measures another build.
import { pathToFileURL } from 'node:url';

const entry = process.env.KEYSHAPE_SHAPE;
const { canonicalise, parse, ShapeGraph } = await import(
  entry === undefined ? '../dist/esm/shape/index.js' : pathToFileURL(entry).href
);

/** A small pseudo-random generator, so that every run measures the same graphs. */
function randomNumbers(seed) {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

const primitive = (graph, name) => graph.slot([graph.node({ kind: 'primitive', name })]);
const object = (graph, names) =>
  graph.node({
    kind: 'object',
    properties: names.map((name) => ({ name, optional: false })),
    indexes: [],
    hasBases: false,
  });
const objectsOf = (graph, count, names) => Array.from({ length: count }, () => object(graph, names));
const names = (count) => Array.from({ length: count }, (_, index) => `field${index}`);

/** Each builds a graph of about `size` and gives its roots. */
const graphs = {
  /** Types nested in one another. */
  chain(graph, size) {
    const nodes = objectsOf(graph, size, ['next']);
    nodes.forEach((node, index) => {
      graph.connect(node, [index + 1 < size ? graph.slot([nodes[index + 1]]) : primitive(graph, 'string')]);
    });
    return [graph.slot([nodes[0]])];
  },
  /** A union of literals, mentioned ten times. */
  union(graph, size) {
    const members = Array.from({ length: size }, (_, index) =>
      graph.node({ kind: 'string', value: `member ${index}` }),
    );
    const root = object(graph, names(10));
    graph.connect(
      root,
      names(10).map(() => graph.slot(members)),
    );
    return [graph.slot([root])];
  },
  /** A union of objects that only differ deep inside. */
  'union of objects'(graph, size) {
    const members = Array.from({ length: size }, (_, index) => {
      const outer = object(graph, ['inner']);
      const inner = object(graph, ['value']);
      graph.connect(inner, [graph.slot([graph.node({ kind: 'number', value: index })])]);
      graph.connect(outer, [graph.slot([inner])]);
      return outer;
    });
    return [graph.slot(members)];
  },
  /** One object. */
  fields(graph, size) {
    const root = object(graph, names(size));
    graph.connect(
      root,
      names(size).map((_, index) => primitive(graph, ['string', 'number', 'boolean'][index % 3])),
    );
    return [graph.slot([root])];
  },
  /** Types that all refer to all others in one union; all are equal. */
  'clique, equal'(graph, size) {
    const nodes = objectsOf(graph, size, ['others']);
    nodes.forEach((node) => {
      graph.connect(node, [graph.slot(nodes.filter((other) => other !== node))]);
    });
    return nodes.map((node) => graph.slot([node]));
  },
  /** The same, all different. */
  'clique, different'(graph, size) {
    const nodes = objectsOf(graph, size, ['id', 'others']);
    nodes.forEach((node, index) => {
      graph.connect(node, [
        graph.slot([graph.node({ kind: 'number', value: index })]),
        graph.slot(nodes.filter((other) => other !== node)),
      ]);
    });
    return nodes.map((node) => graph.slot([node]));
  },
  /** The same, with a property for each other type. */
  'clique, properties'(graph, size) {
    const nodes = objectsOf(graph, size, ['id', ...names(size - 1)]);
    nodes.forEach((node, index) => {
      graph.connect(node, [
        graph.slot([graph.node({ kind: 'number', value: index })]),
        ...nodes.filter((other) => other !== node).map((other) => graph.slot([other])),
      ]);
    });
    return nodes.slice(0, 20).map((node) => graph.slot([node]));
  },
  /** A cycle with one node that differs. */
  ring(graph, size) {
    const nodes = objectsOf(graph, size, ['next', 'value']);
    nodes.forEach((node, index) => {
      graph.connect(node, [
        graph.slot([nodes[(index + 1) % size]]),
        primitive(graph, index === 0 ? 'number' : 'string'),
      ]);
    });
    return [graph.slot([nodes[0]])];
  },
  /** The same, where each node is in a union with the one behind it. */
  'ring of unions'(graph, size) {
    const nodes = objectsOf(graph, size, ['next', 'value']);
    nodes.forEach((node, index) => {
      graph.connect(node, [
        graph.slot([nodes[(index + 1) % size], nodes[(index + 2) % size]]),
        primitive(graph, index === 0 ? 'number' : 'string'),
      ]);
    });
    return [graph.slot([nodes[0]])];
  },
  /** Strongly connected models of four properties, 200 of them roots. */
  models(graph, size) {
    const random = randomNumbers(1);
    const nodes = Array.from({ length: size }, (_, index) =>
      object(graph, ['a', 'b', 'c', `name${index % 500}`]),
    );
    nodes.forEach((node, index) => {
      const targets = [(index + 1) % size, random(size), random(size), random(size)];
      graph.connect(
        node,
        targets.map((target) => graph.slot([nodes[target]])),
      );
    });
    return Array.from({ length: 200 }, (_, index) => graph.slot([nodes[Math.floor((index * size) / 200)]]));
  },
  /** Vocabularies such as schema.org: objects of forty properties, each one of a few hundred wide unions of them. */
  vocabulary(graph, size) {
    const random = randomNumbers(2);
    const nodes = Array.from({ length: size }, (_, index) => object(graph, [...names(40), `type${index}`]));
    const unions = Array.from({ length: 300 }, () => Array.from({ length: 300 }, () => nodes[random(size)]));
    const texts = primitive(graph, 'string');
    nodes.forEach((node) => {
      graph.connect(node, [...names(40).map(() => graph.slot(unions[random(300)])), texts]);
    });
    return Array.from({ length: 20 }, (_, index) => graph.slot([nodes[Math.floor((index * size) / 20)]]));
  },
};

const sizes = {
  'clique, equal': [75, 150, 300],
  'clique, different': [75, 150, 300],
  'clique, properties': [75, 150, 300],
  fields: [500, 2_000, 8_000],
  vocabulary: [3_000, 12_000],
};

function timed(action) {
  const start = process.hrtime.bigint();
  const result = action();
  return [Number(process.hrtime.bigint() - start) / 1e6, result];
}

const milliseconds = (time) => time.toFixed(time < 10 ? 2 : 0).padStart(9);
console.log(
  'graph                size    nodes  mentions  build ms   form ms  roots  ms/root   text kB  parse ms',
);
const wanted = process.argv.slice(2);
for (const [name, build] of Object.entries(graphs)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const size of sizes[name] ?? [2_500, 10_000, 40_000]) {
    const graph = new ShapeGraph();
    const [buildTime, roots] = timed(() => build(graph, size));
    let mentions = 0;
    for (const node of graph.nodes) mentions += graph.slotsOf(node).length;
    const [formTime, form] = timed(() => canonicalise(graph));
    const [printTime] = timed(() => roots.map((root) => form.version(root)));
    const text = form.text(roots[0]);
    const [parseTime] = timed(() => parse(text));
    console.log(
      name.padEnd(20),
      String(size).padStart(5),
      String(graph.nodes.length).padStart(7),
      String(mentions).padStart(9),
      milliseconds(buildTime),
      milliseconds(formTime),
      String(roots.length).padStart(6),
      milliseconds(printTime / roots.length).slice(1),
      milliseconds(text.length / 1024),
      milliseconds(parseTime),
    );
  }
}
