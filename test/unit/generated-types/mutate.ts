import type { Random } from '../../support/random.js';
import { innerOf, type Model, type Property, reached, type Slot } from './model.js';

/** The model with one change of the data somewhere: what is read of it must have another version. */
export function mutate(random: Random, model: Model): Model {
  const index = random.pick([0, ...reached(model, model.objects[0]!)]);
  const objects = model.objects.map((properties, at) =>
    at === index ? change(random, properties) : properties,
  );
  return { objects };
}

function change(random: Random, properties: readonly Property[]): readonly Property[] {
  const at = random.below(properties.length);
  const replaced = (property: Property) => properties.map((one, index) => (index === at ? property : one));
  const chosen = properties[at]!;
  switch (random.below(5)) {
    case 0:
      return replaced({ ...chosen, name: `${chosen.name}2` });
    case 1:
      return replaced({ ...chosen, isOptional: !chosen.isOptional });
    case 2:
      return [...properties, { name: 'added', isOptional: random.chance(0.5), slot: chosen.slot }];
    case 3:
      return properties.length > 1
        ? properties.filter((_, index) => index !== at)
        : replaced({ ...chosen, name: `${chosen.name}3` });
    default:
      return replaced({ ...chosen, slot: changeSlot(random, chosen.slot) });
  }
}

function changeSlot(random: Random, slot: Slot): Slot {
  const inner = innerOf(slot);
  if (inner.length > 0 && random.chance(0.7)) {
    const at = random.below(inner.length);
    return withInner(
      slot,
      inner.map((one, index) => (index === at ? changeSlot(random, one) : one)),
    );
  }
  switch (slot.kind) {
    case 'primitive':
      return { kind: 'leaf', name: 'Date', items: [] };
    case 'literals':
      return {
        ...slot,
        values: [...slot.values.slice(1), typeof slot.values[0] === 'string' ? 'changed' : 99],
      };
    case 'template':
      return { ...slot, head: `${slot.head}x` };
    case 'union':
      return { ...slot, members: [...slot.members, { kind: 'tuple', elements: [], end: 'required' }] };
    case 'tuple':
      return { ...slot, elements: [{ kind: 'primitive', name: 'null' }, ...slot.elements] };
    case 'record':
      return { ...slot, key: slot.key === 'string' ? 'number' : 'string' };
    default:
      return { kind: 'tuple', elements: [slot], end: 'required' };
  }
}

function withInner(slot: Slot, inner: readonly Slot[]): Slot {
  switch (slot.kind) {
    case 'array':
      return { ...slot, element: inner[0]! };
    case 'tuple':
      return { ...slot, elements: inner };
    case 'leaf':
      return { ...slot, items: inner };
    case 'record':
      return { ...slot, value: inner[0]! };
    case 'extended':
      return { ...slot, base: withInner(slot.base, inner.slice(0, -1)), own: inner.at(-1)! };
    case 'union':
      return { ...slot, members: inner };
    default:
      return slot;
  }
}
