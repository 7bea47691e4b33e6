// Brands, which exist only in types: at run time an id is a plain number.
declare const node: unique symbol;
declare const slot: unique symbol;

/** A node of a {@link ShapeGraph}. */
export type NodeId = number & { readonly [node]: true };

/** An interned set of nodes: a place that refers to a type (a union is a slot with several nodes, `never` one with none). */
export type SlotId = number & { readonly [slot]: true };

/** Types that stand in a shape by a fixed word. `any` is there only where the option `any` admits it. */
export type PrimitiveName =
  | 'string'
  | 'number'
  | 'boolean'
  | 'bigint'
  | 'symbol'
  | 'null'
  | 'undefined'
  | 'object'
  | 'unknown'
  | 'function'
  | 'any';

/** A string mapping of the compiler's own, as they are written. */
export type StringMapping = 'Uppercase' | 'Lowercase' | 'Capitalize' | 'Uncapitalize';

/** The mark of a tuple's element. */
export type ElementMark = 'required' | 'optional' | 'rest' | 'variadic';

/**
 * The number of a `@keyshapeVersion` tag. Declarations of one thing (merged interfaces, an intersection) may carry
 * different ones: then all of them, ascending.
 */
export type Salt = number | readonly number[];

/** What a property says of itself, beside its type. */
export interface PropertyLabel {
  readonly name: string;
  readonly optional: boolean;
  /** The tags on the property. */
  readonly version?: Salt | undefined;
}

/** An index signature: its key is the canonical text of the key's type (`string`, `number`, `` `data-${string}` ``). */
export interface IndexLabel {
  readonly key: string;
  readonly version?: Salt | undefined;
}

/**
 * Everything scalar about a node; the types it refers to are its slots, in the order given with each kind.
 *
 * - `primitive`, `string`, `number`, `bigint`, `boolean`: none. A bigint is its decimal digits, `-` before a negative.
 * - `template`: the holes (`texts` has one more). `mapping`: what it maps.
 * - `array`: the element. `tuple`: the elements.
 * - `leaf`: the type arguments that count; one without any has to be connected to an empty list.
 * - `object`: the `bases` slot if there is one (leaves, arrays and tuples that the object extends or
 *   intersects, or the templates of an intersection of several), then
 *   the properties' slots, then the index signatures'. The graph sorts properties by name and index signatures by key.
 */
export type Label =
  | { readonly kind: 'primitive'; readonly name: PrimitiveName }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'bigint'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'template'; readonly texts: readonly string[] }
  | { readonly kind: 'mapping'; readonly name: StringMapping }
  | { readonly kind: 'array' }
  | { readonly kind: 'tuple'; readonly marks: readonly ElementMark[] }
  | { readonly kind: 'leaf'; readonly name: string }
  | {
      readonly kind: 'object';
      readonly properties: readonly PropertyLabel[];
      readonly indexes: readonly IndexLabel[];
      readonly hasBases: boolean;
      /** The tags on the type's declarations. */
      readonly version?: Salt | undefined;
    };
