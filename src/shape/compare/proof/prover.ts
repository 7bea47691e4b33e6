import type { ReadingOptions } from '../options.js';
import type { Carried, SetId, TypeId, Types } from '../types/types.js';
import type { Goal } from './goals.js';

/** What has to hold: true and false where that is known, else a goal. */
export type Part = boolean | Goal;
/** All of what has to hold; undefined where something does not. */
export type Parts = readonly Goal[] | undefined;

/** The terms in which the rules for each kind of type state their conditions. */
export interface Prover {
  readonly types: Types;
  readonly options: ReadingOptions;
  /** Names of fields that older shapes of the model have: a value may still carry them. */
  readonly olderNames: ReadonlySet<string>;
  /** What values of an object of the old shape may still carry of older ones; undefined where that is not known. */
  carried(type: TypeId): Carried | undefined;
  /** That every value of a type is one of a set. */
  member(left: TypeId, right: SetId): Part;
  /** That every value of a property is one of another; `mayBeAbsent` says that the reader takes its absence. */
  property(left: SetId, right: SetId, mayBeAbsent: boolean): Part;
  /** That every element is one of another; `mayBeMissing` says that the reader's element is optional. */
  element(left: SetId, right: SetId, mayBeMissing: boolean): Part;
  /** Whether a set has `unknown`, `any`, or one of some primitives. */
  takes(set: SetId, ...names: readonly string[]): boolean;
  /** What is left to show of several things; undefined at the first that is false. */
  all(parts: Iterable<Part>): Parts;
  /** All of several things as one. */
  together(parts: Iterable<Part>): Part;
  /** That one of several alternatives holds. */
  any(alternatives: Iterable<Parts>): Goal;
  /** The first field that a type may be split by. */
  firstSplit(type: TypeId): number;
  /** Notes that a piece came of splitting a field. */
  noteSplit(piece: TypeId, place: number): void;
  /** Whether that many more pieces of a type may be made for a union; they are counted. */
  mayMake(type: TypeId, right: SetId, count: number, most: number): boolean;
}
