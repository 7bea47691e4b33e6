import type { Random } from '../../../support/random.js';
import { type Drawing, innerOf, keys, keyTakes, type Model, names, type Type, withInner } from './type.js';

/** What people do to a type; each is tried in both directions. */
export type Edit =
  | 'another type'
  | 'a member of a union'
  | 'null'
  | 'undefined'
  | 'an optional field'
  | 'a required field'
  | 'a field less'
  | 'a field renamed'
  | 'a field optional'
  | 'an index signature'
  | 'a literal made its type'
  | 'a Date made a string'
  | 'a tuple made an array'
  | 'an object split by its literals'
  | 'an element more'
  | 'anything made unknown';

/** A model with one edit somewhere. */
export interface Edited {
  readonly edit: Edit;
  readonly model: Model;
}

/** Edits one place of a model; undefined where none of what was drawn can be edited so. */
export function edited(random: Random, model: Model, draw: Drawing): Edited | undefined {
  const at = random.below(model.length);
  const made = editedIn(random, model[at]!, draw);
  return made && { edit: made.edit, model: model.map((type, index) => (index === at ? made.type : type)) };
}

interface Made {
  readonly edit: Edit;
  readonly type: Type;
}

function editedIn(random: Random, type: Type, draw: Drawing): Made | undefined {
  const inner = innerOf(type);
  if (inner.length > 0 && random.chance(0.65)) {
    const at = random.below(inner.length);
    const made = editedIn(random, inner[at]!, draw);
    return (
      made && {
        edit: made.edit,
        type: withInner(
          type,
          inner.map((one, index) => (index === at ? made.type : one)),
        ),
      }
    );
  }
  const known = editsOf(random, type, draw);
  return known.length === 0 ? undefined : random.pick(known);
}

function editsOf(random: Random, type: Type, draw: Drawing): readonly Made[] {
  const plus = (name: 'null' | 'undefined'): Made => ({
    edit: name,
    type: { kind: 'union', members: [type, { kind: 'primitive', name }] },
  });
  const made: Made[] = [
    { edit: 'another type', type: draw.type(1) },
    { edit: 'a member of a union', type: { kind: 'union', members: [type, draw.type(1)] } },
    plus('null'),
    plus('undefined'),
    { edit: 'anything made unknown', type: { kind: 'primitive', name: 'unknown' } },
  ];
  if (type.kind === 'literal')
    made.push({
      edit: 'a literal made its type',
      type: { kind: 'primitive', name: typeof type.value as 'string' },
    });
  if (type.kind === 'template' || type.kind === 'open' || type.kind === 'brand')
    made.push({ edit: 'a literal made its type', type: { kind: 'primitive', name: 'string' } });
  if (type.kind === 'leaf' && type.name === 'Date')
    made.push({ edit: 'a Date made a string', type: { kind: 'primitive', name: 'string' } });
  if (type.kind === 'tuple') {
    made.push({
      edit: 'a tuple made an array',
      type: {
        kind: 'array',
        element: { kind: 'union', members: type.elements.map((element) => element.type) },
      },
    });
    const last = type.elements.at(-1)!;
    if (last.mark !== 'rest' && type.elements.every(({ mark }) => mark !== 'rest'))
      made.push({
        edit: 'an element more',
        type: {
          kind: 'tuple',
          elements: [...type.elements, { mark: random.pick(['optional', 'rest']), type: draw.type(1) }],
        },
      });
  }
  if (type.kind === 'object') made.push(...objectEdits(random, type, draw));
  return made;
}

function objectEdits(
  random: Random,
  type: Extract<Type, { kind: 'object' }>,
  draw: Drawing,
): readonly Made[] {
  const { fields, index } = type;
  const free = names.filter(
    (name) => !fields.some((field) => field.name === name) && !(index && keyTakes(index.key, name)),
  );
  const made: Made[] = [];
  const name = free.length > 0 ? random.pick(free) : undefined;
  if (name !== undefined) {
    const field = { name, type: draw.type(1) };
    made.push(
      { edit: 'an optional field', type: { ...type, fields: [...fields, { ...field, optional: true }] } },
      { edit: 'a required field', type: { ...type, fields: [...fields, { ...field, optional: false }] } },
    );
  }
  if (index === undefined) {
    const key = random.pick(keys);
    if (!fields.some((field) => keyTakes(key, field.name)))
      made.push({ edit: 'an index signature', type: { ...type, index: { key, type: draw.type(1) } } });
    const [first] = fields;
    // An object that becomes a record of what it holds.
    if (first)
      made.push({
        edit: 'an index signature',
        type: { kind: 'object', fields: [], index: { key, type: first.type } },
      });
  }
  if (fields.length === 0) return made;
  const at = random.below(fields.length);
  const chosen = fields[at]!;
  const replaced = (field: typeof chosen): Type => ({
    ...type,
    fields: fields.map((one, place) => (place === at ? field : one)),
  });
  made.push({ edit: 'a field less', type: { ...type, fields: fields.filter((_, place) => place !== at) } });
  if (!(index && keyTakes(index.key, chosen.name)))
    made.push({ edit: 'a field optional', type: replaced({ ...chosen, optional: !chosen.optional }) });
  if (name !== undefined) made.push({ edit: 'a field renamed', type: replaced({ ...chosen, name }) });
  if (chosen.type.kind === 'union')
    made.push({
      edit: 'an object split by its literals',
      type: {
        kind: 'union',
        members: chosen.type.members.map((member) => replaced({ ...chosen, type: member })),
      },
    });
  return made;
}
