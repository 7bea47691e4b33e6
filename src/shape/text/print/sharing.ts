import type { ClassGraph } from '../../form/class-graph.js';
import { strongComponents } from '../../form/strong-components.js';

/** A union of more members than this is printed once and referred to. */
export const LARGEST_UNSHARED_UNION = 16;
/** An array, template or mapping that holds more of its kind than this is printed once and referred to. */
export const LARGEST_UNSHARED_SPAN = 16;

/**
 * Which classes are printed once and referred to at each later mention: objects, tuples, leaves with arguments; and an
 * array, a template or a mapping that contains itself through such alone, or that holds more than 16 such, itself counted,
 * so that the text stays linear in the graph. What a union of more than 16 holds does not count, as it is shared itself.
 *
 * @param graph the minimised graph
 * @returns for each class 1 where it is shared
 */
export function sharedClasses(graph: ClassGraph): Uint8Array {
  const shared = new Uint8Array(graph.labels.length);
  const inPlace: number[] = [];
  for (let number = 0; number < shared.length; number++) {
    switch (graph.labels[number]!.kind) {
      case 'object':
      case 'tuple':
        shared[number] = 1;
        break;
      case 'leaf':
        shared[number] = graph.slots.start[number] === graph.slots.start[number + 1] ? 0 : 1;
        break;
      case 'array':
      case 'template':
      case 'mapping':
        inPlace.push(number);
    }
    if (graph.isUnconnected[number] === 1) shared[number] = 1;
  }
  shareLargeSpans(graph, inPlace, shared);
  return shared;
}

function shareLargeSpans(graph: ClassGraph, inPlace: readonly number[], shared: Uint8Array): void {
  const indexOf = new Map(inPlace.map((number, index) => [number, index]));
  const heldBy = inPlace.map((number) =>
    mentionsIn(graph, number).flatMap((held) => indexOf.get(held) ?? []),
  );
  const spans = new Int32Array(inPlace.length);
  for (const component of strongComponents(heldBy)) {
    const first = component[0]!;
    const containsItself = component.length > 1 || heldBy[first]!.includes(first);
    if (!containsItself) {
      let span = 1;
      for (const held of heldBy[first]!) if (shared[inPlace[held]!] === 0) span += spans[held]!;
      spans[first] = span;
      if (span <= LARGEST_UNSHARED_SPAN) continue;
    }
    for (const index of component) shared[inPlace[index]!] = 1;
  }
}

/** The members of a class's slots, as often as they are mentioned; those of shared unions left out. */
function mentionsIn(graph: ClassGraph, number: number): number[] {
  const mentions: number[] = [];
  for (let place = graph.slots.start[number]!; place < graph.slots.start[number + 1]!; place++) {
    const slot = graph.slots.items[place]!;
    const members = graph.members.items.subarray(graph.members.start[slot]!, graph.members.start[slot + 1]!);
    if (members.length <= LARGEST_UNSHARED_UNION) for (const member of members) mentions.push(member);
  }
  return mentions;
}
