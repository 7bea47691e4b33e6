import {
  canonicalise,
  keyText,
  type Label,
  type NodeId,
  type PrimitiveName,
  parse,
  ShapeError,
  ShapeGraph,
  type SlotId,
} from '../../src/shape/index.js';

const objectLabel = (...names: string[]): Label => ({
  kind: 'object',
  properties: names.map((name) => ({ name, optional: false })),
  indexes: [],
  hasBases: false,
});

describe('a shape graph', () => {
  let graph: ShapeGraph;
  const primitive = (name: PrimitiveName): NodeId => graph.node({ kind: 'primitive', name });
  const text = (members: readonly NodeId[]): string => {
    const root = graph.slot(members);
    return canonicalise(graph).text(root);
  };
  beforeEach(() => {
    graph = new ShapeGraph();
  });

  test('interns primitives and literals', () => {
    expect(primitive('string')).toBe(primitive('string'));
    expect(graph.node({ kind: 'number', value: -0 })).toBe(graph.node({ kind: 'number', value: 0 }));
    expect(graph.node({ kind: 'number', value: Number.NaN })).toBe(
      graph.node({ kind: 'number', value: Number.NaN }),
    );
    expect(graph.node({ kind: 'string', value: '1' })).not.toBe(graph.node({ kind: 'number', value: 1 }));
    expect(graph.node({ kind: 'bigint', value: '1' })).not.toBe(graph.node({ kind: 'number', value: 1 }));
  });

  test('interns slots, whatever the order and repetition of their members', () => {
    const [a, b, c] = [primitive('string'), primitive('number'), primitive('null')];
    const slot = graph.slot([a, b, c]);
    expect(graph.slot([c, b, a, b])).toBe(slot);
    expect(graph.slot([c, b, a, b])).toBe(slot);
    expect(graph.slot([a, b])).not.toBe(slot);
    expect(graph.slot([a, a])).toBe(graph.slot([a]));
    expect(graph.slot([])).toBe(0);
    expect(graph.membersOf(slot)).toEqual([a, b, c]);
  });

  test('normalises a slot as a union, from labels alone', () => {
    const yes = graph.node({ kind: 'boolean', value: true });
    const no = graph.node({ kind: 'boolean', value: false });
    const template = graph.node({ kind: 'template', texts: ['a', ''] });
    const mapping = graph.node({ kind: 'mapping', name: 'Uppercase' });
    const word = graph.node({ kind: 'string', value: 'x' });
    const one = graph.node({ kind: 'number', value: 1 });
    const ten = graph.node({ kind: 'bigint', value: '10' });
    expect(graph.slot([yes, no])).toBe(graph.slot([primitive('boolean')]));
    expect(graph.slot([primitive('boolean'), no])).toBe(graph.slot([primitive('boolean')]));
    expect(graph.slot([yes, one])).not.toBe(graph.slot([primitive('boolean'), one]));
    expect(graph.slot([word, primitive('string'), template, mapping])).toBe(
      graph.slot([primitive('string')]),
    );
    expect(graph.slot([one, ten, primitive('number')])).toBe(graph.slot([primitive('number'), ten]));
    expect(graph.slot([ten, primitive('bigint'), one])).toBe(graph.slot([primitive('bigint'), one]));
    expect(graph.membersOf(graph.slot([word, template, mapping]))).toHaveLength(3);
    expect(graph.slot([word, primitive('unknown'), primitive('null')])).toBe(
      graph.slot([primitive('unknown')]),
    );
    expect(graph.slot([primitive('unknown'), primitive('any')])).toBe(graph.slot([primitive('any')]));
  });

  test('sorts properties and index signatures with their slots', () => {
    const node = graph.node({
      ...objectLabel('b', 'a'),
      indexes: [{ key: 'string' }, { key: 'number' }],
    } as Label);
    const slots = (['string', 'number', 'null', 'symbol'] as const).map((name) =>
      graph.slot([primitive(name)]),
    );
    graph.connect(node, slots);
    expect(text([node])).toBe('{a:number,b:string,[number]:symbol,[string]:null}');
    graph.connect(node, slots);
    expect(() => graph.connect(node, [...slots].reverse())).toThrow(ShapeError);
  });

  test('refuses what is a mistake of the program', () => {
    const node = graph.node(objectLabel('a'));
    const string = graph.slot([primitive('string')]);
    expect(() => graph.connect(node, [])).toThrow('takes 1 slots, not 0');
    expect(() => graph.connect(node, [99 as SlotId])).toThrow('no slot 99');
    expect(() => graph.connect(99 as NodeId, [])).toThrow('no node 99');
    expect(() => graph.slot([99 as NodeId])).toThrow('no node 99');
    expect(() => graph.slot([node, 99 as NodeId])).toThrow('no node 99');
    expect(() => graph.node(objectLabel('b', 'a', 'b'))).toThrow('"b" comes twice');
    expect(() => graph.node({ ...objectLabel(), indexes: [{ key: 'string]' }] } as Label)).toThrow(
      ShapeError,
    );
    expect(() => graph.node({ ...objectLabel(), version: 1.5 } as Label)).toThrow(ShapeError);
    expect(() => graph.node({ kind: 'template', texts: ['a'] })).toThrow(ShapeError);
    expect(() => graph.node({ kind: 'bigint', value: '1n' })).toThrow(ShapeError);
    const extended = graph.node({ ...objectLabel(), hasBases: true } as Label);
    expect(() => graph.connect(extended, [graph.slot([])])).toThrow('has none');
    expect(() => graph.connect(extended, [string])).toThrow('is a primitive');
  });

  test('may hold unconnected nodes, as long as no root reaches them', () => {
    const good = graph.slot([primitive('string')]);
    const bad = graph.slot([graph.node({ kind: 'array' })]);
    const outer = graph.node(objectLabel('a'));
    graph.connect(outer, [bad]);
    const root = graph.slot([outer]);
    const canonical = canonicalise(graph);
    expect(() => canonical.text(root)).toThrow('never connected');
    expect(() => canonical.version(root)).toThrow(ShapeError);
    expect(canonical.text(good)).toBe('string');
  });

  test('a canonical form knows only what the graph held', () => {
    const canonical = canonicalise(graph);
    expect(canonical.text(graph.slot([]))).toBe('never');
    expect(() => canonical.text(graph.slot([primitive('string')]))).toThrow(
      'when the graph was canonicalised',
    );
    expect(() => canonical.classOf(primitive('string'))).toThrow('when the graph was canonicalised');
    for (const length of [7, 65, 8.5, Number.NaN])
      expect(() => canonical.version(graph.slot([]), length)).toThrow('8 to 64');
    expect(canonical.version(graph.slot([]), 8)).toHaveLength(8);
  });
});

describe('the text of a key', () => {
  test('is the canonical text of its type', () => {
    const graph = new ShapeGraph();
    const string = graph.node({ kind: 'primitive', name: 'string' });
    const number = graph.node({ kind: 'primitive', name: 'number' });
    const template = graph.node({ kind: 'template', texts: ['a`', ''] });
    const upper = graph.node({ kind: 'mapping', name: 'Uppercase' });
    graph.connect(upper, [graph.slot([string])]);
    graph.connect(template, [graph.slot([upper, number])]);
    expect(keyText(graph, string)).toBe('string');
    expect(keyText(graph, number)).toBe('number');
    expect(keyText(graph, template)).toBe('`a\\`$' + '{number|Uppercase<string>}`');
    expect(() =>
      graph.node({ ...objectLabel(), indexes: [{ key: keyText(graph, template) }] } as Label),
    ).not.toThrow();
  });

  test('may be that of an intersection of templates', () => {
    const graph = new ShapeGraph();
    const string = graph.slot([graph.node({ kind: 'primitive', name: 'string' })]);
    const start = graph.node({ kind: 'template', texts: ['a', ''] });
    const end = graph.node({ kind: 'template', texts: ['', ']'] });
    const both = graph.node({ ...objectLabel(), hasBases: true } as Label);
    const owner = (key: string): Label => ({ ...objectLabel(), indexes: [{ key }] }) as Label;
    graph.connect(start, [string]);
    graph.connect(end, [string]);
    graph.connect(both, [graph.slot([start, end])]);
    const object = graph.node(owner(keyText(graph, both)));
    graph.connect(object, [string]);
    const root = graph.slot([object]);
    const text = canonicalise(graph).text(root);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a template
    expect(text).toBe('{[`${string}]`&`a${string}`&{}]:string}');
    const parsed = parse(text);
    expect(parsed.canonical.text(parsed.root)).toBe(text);
  });

  test('is refused for what no key can be', () => {
    const graph = new ShapeGraph();
    const template = graph.node({ kind: 'template', texts: ['', ''] });
    expect(() => keyText(graph, template)).toThrow('not connected');
    graph.connect(template, [graph.slot([graph.node(objectLabel())])]);
    expect(() => keyText(graph, template)).toThrow('cannot hold the kind object');
    expect(() => keyText(graph, graph.node({ kind: 'string', value: 'a' }))).toThrow(ShapeError);
  });
});
