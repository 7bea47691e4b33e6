import { scalarText, templateSource } from '../../source-text.js';
import type { SetId, TypeId, Types } from '../types/types.js';

/** Texts of types in a sentence are no longer than this. */
const LONGEST = 60;
/** So many members of a union, and fields of an object, are shown. */
const MOST = 12;
/** So deep objects are shown; what is below them is `{…}`. */
const DEEPEST = 2;

/** The types of a set as a person would write them, deep and long ones cut short. */
export function shortText(types: Types, set: SetId): string {
  return cut(textOfSet(types, set, 0));
}

/** Some members of a set, in the same way. */
export function shortTextOf(types: Types, members: readonly TypeId[]): string {
  return cut(joined(types, members, 0));
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function textOfSet(types: Types, set: SetId, depth: number): string {
  return joined(types, types.membersOf(set), depth);
}

function joined(types: Types, members: readonly TypeId[], depth: number): string {
  if (members.length === 0) return 'never';
  const texts = members.slice(0, MOST).map((member) => textOf(types, member, depth));
  return [...texts, ...(members.length > MOST ? ['…'] : [])].join(' | ');
}

function textOf(types: Types, type: TypeId, depth: number): string {
  const label = types.labelOf(type);
  switch (label.kind) {
    case 'template':
      return templateSource(
        label.texts,
        types.slotsOf(type).map((slot) => textOfSet(types, slot, depth + 1)),
      );
    case 'mapping':
      return `${label.name}<${slots(types, type, depth)}>`;
    case 'array': {
      const inner = slots(types, type, depth);
      return inner.includes(' | ') ? `(${inner})[]` : `${inner}[]`;
    }
    case 'tuple': {
      const inner = types.slotsOf(type).map((slot, place) => {
        const mark = label.marks[place];
        const text = textOfSet(types, slot, depth + 1);
        return mark === 'optional' ? `${text}?` : mark === 'required' ? text : `...${text}[]`;
      });
      return `[${inner.join(', ')}]`;
    }
    case 'leaf': {
      const inner = slots(types, type, depth);
      return inner === '' ? label.name : `${label.name}<${inner}>`;
    }
    case 'object':
      return objectText(types, type, depth);
    default:
      return scalarText(label);
  }
}

function slots(types: Types, type: TypeId, depth: number): string {
  return types
    .slotsOf(type)
    .map((slot) => textOfSet(types, slot, depth + 1))
    .join(', ');
}

function objectText(types: Types, type: TypeId, depth: number): string {
  const { fields, indexes, bases } = types.objectOf(type)!;
  const base = bases.map((one) => textOf(types, one, depth + 1)).join(' & ');
  if (fields.length === 0 && indexes.length === 0) return base === '' ? '{}' : base;
  const shown = () => [
    ...fields
      .slice(0, MOST)
      .map(
        ({ name, optional, types: set }) =>
          `${propertyName(name)}${optional ? '?' : ''}: ${textOfSet(types, set, depth + 1)}`,
      ),
    ...indexes.map(({ key, types: set }) => `[${key}]: ${textOfSet(types, set, depth + 1)}`),
  ];
  const text = depth >= DEEPEST ? '{…}' : `{ ${shown().join(', ')} }`;
  return base === '' ? text : `${base} & ${text}`;
}

/** A property's name as it stands in an object, or behind a dot. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
