import { stringMappings } from '../../string-mappings.js';
import type { TypeId, Types } from './types.js';

/** `must`: only where it certainly matches. `may`: wherever it possibly does. */
export type Certainty = 'must' | 'may';

/** Templates nested deeper are not decided: TypeScript makes none, but a graph may hold a template that contains itself. */
const DEEPEST = 4;

/**
 * Whether a string is of a type: a literal, a template, a mapping, an intersection of such, `string` or, as a key, `number`.
 *
 * @param types the types
 * @param type one of them
 * @param value the string
 * @param certainty what to answer where it cannot be told
 */
export function stringFits(
  types: Types,
  type: TypeId,
  value: string,
  certainty: Certainty,
  depth = 0,
): boolean {
  if (depth > DEEPEST) return certainty === 'may';
  const label = types.labelOf(type);
  switch (label.kind) {
    case 'primitive':
      return holeFits(types, type, value, certainty, depth);
    case 'string':
      return label.value === value;
    case 'template':
      return templateFits(types, type, label.texts, value, certainty, depth);
    case 'mapping':
      if (stringMappings[label.name](value) !== value) return false;
      return (
        certainty === 'may' ||
        types.membersOf(types.slotsOf(type)[0]!).some((member) => types.primitiveOf(member) === 'string')
      );
    case 'object': {
      const { bases, fields } = types.objectOf(type)!;
      return (
        bases.length > 0 &&
        fields.length === 0 &&
        bases.every((base) => stringFits(types, base, value, certainty, depth + 1))
      );
    }
    default:
      return false;
  }
}

/** Whether a string can stand in a template's hole of a type. `${number}` certainly takes what a number prints as. */
function holeFits(types: Types, type: TypeId, value: string, certainty: Certainty, depth: number): boolean {
  const label = types.labelOf(type);
  switch (label.kind) {
    case 'primitive':
      switch (label.name) {
        case 'string':
          return true;
        case 'number':
          return certainty === 'may' ? value !== '' && Number.isFinite(Number(value)) : isDecimal(value);
        case 'bigint':
          return certainty === 'may' || /^(?:0|-?[1-9]\d*)$/.test(value);
        case 'boolean':
          return value === 'true' || value === 'false';
        case 'null':
        case 'undefined':
          return value === label.name;
        default:
          return certainty === 'may';
      }
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(label.value) === value;
    default:
      return stringFits(types, type, value, certainty, depth + 1);
  }
}

function isDecimal(value: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(value) && String(Number(value)) === value;
}

/**
 * Whether a string is of a template. All places that it can have been read up to are kept, text by text and hole by hole: nothing
 * is read again.
 */
function templateFits(
  types: Types,
  type: TypeId,
  texts: readonly string[],
  value: string,
  certainty: Certainty,
  depth: number,
): boolean {
  const holes = types.slotsOf(type);
  let places = value.startsWith(texts[0]!) ? [texts[0]!.length] : [];
  for (let hole = 0; hole < holes.length && places.length > 0; hole++) {
    const members = types.membersOf(holes[hole]!);
    const text = texts[hole + 1]!;
    const next = new Set<number>();
    for (const from of places)
      for (let to = value.indexOf(text, from); to !== -1; to = value.indexOf(text, to + 1)) {
        if (to > value.length) break;
        const part = value.slice(from, to);
        if (
          !next.has(to + text.length) &&
          members.some((member) => holeFits(types, member, part, certainty, depth))
        )
          next.add(to + text.length);
        if (to === value.length) break;
      }
    places = [...next];
  }
  return places.includes(value.length);
}

/** Whether every string of one template is one of another. */
export function templateInTemplate(types: Types, left: TypeId, right: TypeId): boolean {
  const [from, to] = [types.labelOf(left), types.labelOf(right)];
  if (from.kind !== 'template' || to.kind !== 'template') return false;
  const [leftHoles, rightHoles] = [types.slotsOf(left), types.slotsOf(right)];
  if (rightHoles.every((hole) => types.holds(hole, 'string'))) return globTakes(from.texts, to.texts);
  return (
    from.texts.length === to.texts.length &&
    from.texts.every((text, place) => text === to.texts[place]) &&
    leftHoles.every((hole, place) =>
      types.membersOf(hole).every((member) => holeInHole(types, member, types.membersOf(rightHoles[place]!))),
    )
  );
}

function holeInHole(types: Types, left: TypeId, right: readonly TypeId[]): boolean {
  const label = types.labelOf(left);
  // `${number}` takes finite numbers only.
  const primitive = label.kind === 'number' && !Number.isFinite(label.value) ? undefined : label.kind;
  return right.some((member) => {
    const name = types.primitiveOf(member);
    return member === left || name === 'string' || (name !== undefined && name === primitive);
  });
}

/** Whether a glob takes whatever is in the holes of a text: each of them has to fall into one of its own. */
function globTakes(texts: readonly string[], glob: readonly string[]): boolean {
  // A hole is a code that no character has.
  const word = texts.flatMap((text, place) => [...(place === 0 ? [] : [-1]), ...units(text)]);
  const first = units(glob[0]!);
  const last = units(glob[glob.length - 1]!);
  const end = word.length - last.length;
  if (end < first.length || !standsAt(word, first, 0) || !standsAt(word, last, end)) return false;
  let place = first.length;
  for (const text of glob.slice(1, -1)) {
    const part = units(text);
    while (place + part.length <= end && !standsAt(word, part, place)) place++;
    if (place + part.length > end) return false;
    place += part.length;
  }
  return true;
}

function units(text: string): number[] {
  return Array.from({ length: text.length }, (_, place) => text.charCodeAt(place));
}

function standsAt(word: readonly number[], part: readonly number[], place: number): boolean {
  return part.every((unit, at) => word[place + at] === unit);
}
