import type { ElementMark, Label, PrimitiveName, Salt } from '../../shape/index.js';
import type { Handles, TypeFacts } from '../checker.js';
import type { Refusal } from '../problems.js';
import { declaresNoData } from './leaves.js';
import { propertyStep } from './text.js';

/** How a type is read: part of an entry's identity. */
export interface Mode {
  /** As it stands, without following its `toJSON`: the result of a `toJSON` is not asked for another. */
  readonly asItStands: boolean;
  /** An `any` found here is a leaf, because the option `any` admits it for the nearest declaration. */
  readonly admitsAny: boolean;
}

/** A type in a mode, and what the rules made of it. Two mentions of a type in one mode are one entry. */
export interface Entry<Handle extends Handles> {
  readonly type: Handle['type'] | undefined;
  readonly mode: Mode;
  /** `undefined` until its breadth-first level is read. */
  reading: TypeReading<Handle> | undefined;
  /** Where the type and its properties are declared: what bounds an expansion, and whose `any` it is. */
  declarations: readonly Handle['declaration'][];
}

/** A reference from an entry to another. */
export interface Edge<Handle extends Handles> {
  /** What it adds to a path: `[]`, `<0>`. That of a property follows from its name. */
  readonly step?: string;
  readonly to: Entry<Handle>;
  /** The declarations of a property or index signature, or of what extends a library type. */
  readonly declarations?: readonly Handle['declaration'][];
}

export interface PropertyEdge<Handle extends Handles> extends Edge<Handle> {
  readonly name: string;
  readonly optional: boolean;
  readonly version: Salt | undefined;
  readonly declarations: readonly Handle['declaration'][];
}

export interface IndexEdge<Handle extends Handles> extends Edge<Handle> {
  readonly key: Entry<Handle>;
}

/** What the rules made of a type, its references not yet followed. */
export type TypeReading<Handle extends Handles> =
  | { readonly kind: 'scalar'; readonly label: Label }
  /** The members' nodes together: a union, a type that stands for another (one member), `never` (none). */
  | { readonly kind: 'union'; readonly members: readonly Edge<Handle>[] }
  | { readonly kind: 'array'; readonly edges: readonly Edge<Handle>[] }
  | {
      readonly kind: 'tuple';
      readonly marks: readonly ElementMark[];
      readonly edges: readonly Edge<Handle>[];
    }
  /** A library type, template literal or string mapping: a label and its references in order. */
  | { readonly kind: 'compound'; readonly label: Label; readonly edges: readonly Edge<Handle>[] }
  | ObjectReading<Handle>
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export interface ObjectReading<Handle extends Handles> {
  readonly kind: 'object';
  readonly bases: readonly Edge<Handle>[];
  readonly properties: readonly PropertyEdge<Handle>[];
  readonly indexes: readonly IndexEdge<Handle>[];
  readonly version: Salt | undefined;
}

/** All references of an entry, in a fixed order. */
export function edgesOf<Handle extends Handles>(entry: Entry<Handle>): readonly Edge<Handle>[] {
  const reading = entry.reading;
  switch (reading?.kind) {
    case 'union':
      return reading.members;
    case 'array':
    case 'tuple':
    case 'compound':
      return reading.edges;
    case 'object':
      // Nearly every object: a list less, and this is asked of each several times.
      if (reading.bases.length === 0 && reading.indexes.length === 0) return reading.properties;
      return [
        ...reading.bases,
        ...reading.properties,
        ...reading.indexes,
        ...reading.indexes.map(({ key }) => ({ to: key })),
      ];
    default:
      return [];
  }
}

/** What a reference adds to a path: `.name`, `[]`, `<0>`; nothing where it leads to what the type itself is. */
export function stepOf<Handle extends Handles>(edge: Edge<Handle> | PropertyEdge<Handle>): string {
  return 'name' in edge ? propertyStep(edge.name) : (edge.step ?? '');
}

/** What some entries refer to at whatever distance, nearest first, and they themselves. */
export function reachedFrom<Handle extends Handles>(
  roots: Iterable<Entry<Handle>>,
): ReadonlySet<Entry<Handle>> {
  const reached = new Set(roots);
  // A set takes in what is added while it is walked.
  for (const entry of reached) for (const { to } of edgesOf(entry)) reached.add(to);
  return reached;
}

/** The entry itself, or the members of a union at whatever depth. */
export function flatten<Handle extends Handles>(
  entry: Entry<Handle>,
  found: Entry<Handle>[] = [],
): readonly Entry<Handle>[] {
  // Into one list: unions of hundreds of literals are common.
  if (entry.reading?.kind === 'union') for (const { to } of entry.reading.members) flatten(to, found);
  else found.push(entry);
  return found;
}

/** The name of the primitive that a type is, by what was made of it or by what the checker says. */
export function primitiveOf<Handle extends Handles>(
  type: TypeReading<Handle> | TypeFacts<Handle> | undefined,
): PrimitiveName | undefined {
  return type?.kind === 'scalar' && type.label.kind === 'primitive' ? type.label.name : undefined;
}

/** The reading of a primitive. */
export function primitive<Handle extends Handles>(name: PrimitiveName): TypeReading<Handle> {
  return { kind: 'scalar', label: { kind: 'primitive', name } };
}

/** Whether an entry is a library type that declares no data (`Iterable`, `PromiseLike`). */
export function hasNoData<Handle extends Handles>({ reading }: Entry<Handle>): boolean {
  return reading?.kind === 'compound' && reading.label.kind === 'leaf' && declaresNoData(reading.label.name);
}
