import type { Label, NodeId, ShapeGraph, SlotId } from '../../shape/index.js';
import type { Problem } from '../problems.js';

/** What says nothing of a value's structure. */
const hollow = new Set(['any', 'unknown', 'object', 'undefined', 'function']);

/**
 * Why a type cannot be the cached one although it has a shape: it would give every such cache the same version, which is a
 * default version in disguise, or it is the promise of a value instead of the value.
 */
export function rootProblem(graph: ShapeGraph, slot: SlotId, name: string): Problem | undefined {
  const members = graph.membersOf(slot);
  if (members.every((node) => isHollow(graph.labelOf(node)))) {
    return {
      code: 'KS1008',
      message: `${name}: it has no structure (${inWords(graph, members)}), so that its version could never change. Write the type of the value that is cached.`,
    };
  }
  const [only, ...more] = members;
  const label = only === undefined ? undefined : graph.labelOf(only);
  if (more.length === 0 && label?.kind === 'leaf' && label.name === 'Promise') {
    return {
      code: 'KS1009',
      message: `${name}: it is a Promise, which no cache holds. Did you mean \`Awaited<${name}>\`?`,
    };
  }
  return undefined;
}

function isHollow(label: Label): boolean {
  if (label.kind === 'primitive') return hollow.has(label.name);
  return label.kind === 'object' && !label.hasBases && label.properties.length + label.indexes.length === 0;
}

function inWords(graph: ShapeGraph, members: readonly NodeId[]): string {
  if (members.length === 0) return '`never`';
  return members
    .map((node) => graph.labelOf(node))
    .map((label) => (label.kind === 'primitive' ? `\`${label.name}\`` : 'no property that is data'))
    .join(', ');
}
