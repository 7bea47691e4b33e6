import { saltNumbers, sameSalt } from '../../graph/label.js';
import { newFieldPart } from '../proof/new-fields.js';
import type { Field, ObjectView } from '../types/types.js';
import { cold, readable } from './difference.js';
import type { Differences } from './differences.js';
import { renamesOf } from './likeness.js';
import { propertyName, shortText } from './short-text.js';

/** Finds what differs between an old object and the new one in its place. */
export function walkObjects(into: Differences, from: ObjectView, to: ObjectView, path: string): void {
  versions(into, from, to, path);
  const went = from.fields.filter(({ name }) => !to.byName.has(name));
  const came = to.fields.filter(({ name }) => !from.byName.has(name));
  const renames = renamesOf(into.types, went, came);
  const renamed = new Set(renames.values());
  for (const field of to.fields) {
    const old = from.byName.get(field.name);
    if (old !== undefined) keptField(into, old, field, `${path}.${propertyName(field.name)}`);
  }
  for (const [old, field] of renames) {
    const was = `${path}.${propertyName(old.name)}`;
    const is = propertyName(field.name);
    const effect = cold('an old value has it under the old name');
    into.add({ path, kind: 'renamed', was, is, isOptional: field.optional }, effect);
  }
  for (const field of came) if (!renamed.has(field)) newField(into, from, to, field, path);
  for (const old of went) if (!renames.has(old)) lostField(into, old, to, path);
  indexes(into, from, to, path);
  bases(into, from, to, path);
}

type Versioned = Pick<Field, 'version'>;

function versions(into: Differences, from: Versioned, to: Versioned, path: string): void {
  if (sameSalt(from.version, to.version)) return;
  const [was, is] = [from, to].map(({ version }) =>
    version === undefined ? 'none' : saltNumbers(version).join(', '),
  );
  into.add({ path, kind: 'version', was, is }, cold('its meaning changed, says @keyshapeVersion'));
}

function keptField(into: Differences, old: Field, field: Field, path: string): void {
  versions(into, old, field, path);
  if (old.optional !== field.optional) {
    const mayLack =
      field.optional || (into.options.serializer === 'json' && into.fitting.takes(field.types, 'undefined'));
    into.add(
      { path, kind: field.optional ? 'optional' : 'required', isOptional: field.optional },
      mayLack ? readable() : cold('an old value may lack it'),
    );
  }
  into.meet(old.types, field.types, path);
}

function newField(into: Differences, from: ObjectView, to: ObjectView, field: Field, path: string): void {
  const fits = into.holds(newFieldPart(into.fitting, from, to, field));
  into.add(
    {
      path: `${path}.${propertyName(field.name)}`,
      kind: 'added',
      is: shortText(into.types, field.types),
      isOptional: field.optional,
      field,
    },
    fits ? readable() : cold(reasonAgainst(into, field)),
  );
}

function reasonAgainst({ options, fitting }: Differences, { name, optional, version }: Field): string {
  if (version !== undefined) return 'its meaning changed, says @keyshapeVersion';
  if (!optional) return 'an old value has none';
  if (options.values === 'open') return `an old value may hold an undeclared \`${name}\` (values: "open")`;
  if (fitting.olderNames.has(name)) return `an older shape had a \`${name}\`, which a value may still carry`;
  return `an old value may hold it under another name, or an undeclared \`${name}\``;
}

function lostField(into: Differences, old: Field, to: ObjectView, path: string): void {
  const strict = 'a reader that is strict refuses a field that it does not know (readers: "strict")';
  const indexed = to.indexes.length > 0 ? 'it is read by an index signature now' : undefined;
  into.add(
    {
      path: `${path}.${propertyName(old.name)}`,
      kind: 'removed',
      was: shortText(into.types, old.types),
      isOptional: old.optional,
      field: old,
    },
    into.options.readers === 'strict' ? cold(strict) : readable(indexed),
  );
}

function indexes(into: Differences, from: ObjectView, to: ObjectView, path: string): void {
  const olds = new Map(from.indexes.map((index) => [index.key, index]));
  for (const index of to.indexes) {
    const at = `${path}[${index.key}]`;
    const old = olds.get(index.key);
    olds.delete(index.key);
    if (old !== undefined) {
      versions(into, old, index, at);
      into.meet(old.types, index.types, at);
      continue;
    }
    const is = shortText(into.types, index.types);
    const fits = into.fitting.takes(index.types);
    const effect = fits ? readable() : cold('an old value may hold other things under such names');
    into.add({ path: at, kind: 'added', is, isOptional: true }, effect);
  }
  for (const [key, index] of olds) {
    const was = shortText(into.types, index.types);
    const effect = into.options.readers === 'strict' ? cold() : readable();
    into.add({ path: `${path}[${key}]`, kind: 'removed', was, isOptional: true }, effect);
  }
}

function bases(into: Differences, from: ObjectView, to: ObjectView, path: string): void {
  const old = into.types.set(from.bases);
  const present = into.types.set(to.bases);
  if (old === present) return;
  if (from.bases.length === 1 && to.bases.length === 1) into.meet(old, present, path);
  else into.members(from.bases, to.bases, true, present, path);
}
