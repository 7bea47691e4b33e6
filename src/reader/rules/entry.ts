import type { ElementMark, Label, Salt } from '../../shape/index.js';
import type { Refusal } from '../problems.js';

/** How a type is read: part of an entry's identity. */
export interface Mode {
  /** As it stands, without following its `toJSON`: the result of a `toJSON` is not asked for another. */
  readonly asItStands: boolean;
  /** An `any` found here is a leaf, because the option `any` admits it for the nearest declaration. */
  readonly admitsAny: boolean;
}

/** A type in a mode, and what the rules made of it. Two mentions of a type in one mode are one entry. */
export interface Entry<Type, Declaration> {
  readonly type: Type | undefined;
  readonly mode: Mode;
  /** `undefined` until its breadth-first level is read. */
  reading: TypeReading<Type, Declaration> | undefined;
  /** Where the type and its properties are declared: what bounds an expansion, and whose `any` it is. */
  declarations: readonly Declaration[];
}

/** A reference from an entry to another, with the step that it adds to a path (`.name`, `[]`, `<0>`). */
export interface Edge<Type, Declaration> {
  readonly step: string;
  readonly to: Entry<Type, Declaration>;
  /** The declarations of a property. */
  readonly declarations?: readonly Declaration[];
}

export interface PropertyEdge<Type, Declaration> extends Edge<Type, Declaration> {
  readonly name: string;
  readonly optional: boolean;
  readonly version: Salt | undefined;
  readonly declarations: readonly Declaration[];
}

export interface IndexEdge<Type, Declaration> extends Edge<Type, Declaration> {
  readonly key: Entry<Type, Declaration>;
}

/** What the rules made of a type, its references not yet followed. */
export type TypeReading<Type, Declaration> =
  | { readonly kind: 'scalar'; readonly label: Label }
  /** The members' nodes together: a union, a type that stands for another (one member), `never` (none). */
  | { readonly kind: 'union'; readonly members: readonly Edge<Type, Declaration>[] }
  | { readonly kind: 'array'; readonly edges: readonly Edge<Type, Declaration>[] }
  | {
      readonly kind: 'tuple';
      readonly marks: readonly ElementMark[];
      readonly edges: readonly Edge<Type, Declaration>[];
    }
  /** A library type, template literal or string mapping: a label and its references in order. */
  | { readonly kind: 'compound'; readonly label: Label; readonly edges: readonly Edge<Type, Declaration>[] }
  | ObjectReading<Type, Declaration>
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export interface ObjectReading<Type, Declaration> {
  readonly kind: 'object';
  readonly bases: readonly Edge<Type, Declaration>[];
  readonly properties: readonly PropertyEdge<Type, Declaration>[];
  readonly indexes: readonly IndexEdge<Type, Declaration>[];
  readonly version: Salt | undefined;
}

/** All references of an entry, in a fixed order. */
export function edgesOf<Type, Declaration>(
  entry: Entry<Type, Declaration>,
): readonly Edge<Type, Declaration>[] {
  const reading = entry.reading;
  switch (reading?.kind) {
    case 'union':
      return reading.members;
    case 'array':
    case 'tuple':
    case 'compound':
      return reading.edges;
    case 'object':
      return [
        ...reading.bases,
        ...reading.properties,
        ...reading.indexes,
        ...reading.indexes.map((index) => ({ step: '', to: index.key })),
      ];
    default:
      return [];
  }
}

/** The entry itself, or the members of a union at whatever depth. */
export function* flatten<Type, Declaration>(
  entry: Entry<Type, Declaration>,
): Iterable<Entry<Type, Declaration>> {
  if (entry.reading?.kind !== 'union') yield entry;
  else for (const { to } of entry.reading.members) yield* flatten(to);
}

/** The name of a primitive. */
export function primitiveName<Type, Declaration>({ reading }: Entry<Type, Declaration>): string | undefined {
  return reading?.kind === 'scalar' && reading.label.kind === 'primitive' ? reading.label.name : undefined;
}
