import type ts = require('typescript');

import type { Syntax } from '../syntax.js';
import type { SignatureView } from './asked.js';

/** What has parameters, as far as their places go. */
interface Parameters {
  readonly parameters: readonly ts.ParameterDeclaration[];
}

/** How many parameters are named `this`, none or one: a caller passes no argument for it. */
function thisCount(syntax: Syntax, { parameters }: Parameters): number {
  const name = parameters[0]?.name;
  return name && syntax.isIdentifier(name) && name.text === 'this' ? 1 : 0;
}

/** The place at which a caller passes the argument of a parameter. */
export function argumentPlace(syntax: Syntax, owner: Parameters, index: number): number {
  return index - thisCount(syntax, owner);
}

/** The parameter of the argument that a caller passes at a place. */
export function parameterAt(
  syntax: Syntax,
  owner: Parameters,
  place: number,
): ts.ParameterDeclaration | undefined {
  return owner.parameters[place + thisCount(syntax, owner)];
}

/** The places at which some signatures ask for a version. */
export function placesAskedAt(signatures: readonly SignatureView[]): readonly number[] {
  return signatures.flatMap((asked) => (asked === undefined ? [] : [asked.index, ...asked.others]));
}

/** Where a function takes versions, and how many arguments it takes in all: what is passed beyond them lands nowhere. */
export interface Taking {
  readonly places: readonly number[];
  readonly count: number;
}

/** How many arguments a function takes. */
export function argumentCount(syntax: Syntax, owner: Parameters): number {
  const { parameters } = owner;
  if (parameters.at(-1)?.dotDotDotToken) return Number.POSITIVE_INFINITY;
  return argumentPlace(syntax, owner, parameters.length);
}

/**
 * Whether what a caller passes as a version is taken as one: else it lands in another parameter, or something else in that of the
 * version, which is a string as well.
 *
 * @param passed - where those who call the function pass versions
 */
export function takesAsPassed({ places, count }: Taking, passed: readonly number[]): boolean {
  const landing = passed.filter((place) => place < count);
  if (!landing.every((place) => places.includes(place))) return false;
  // Of one that takes fewer a place that gets no version gets what is passed before it.
  return landing.length === passed.length || places.every((place) => passed.includes(place));
}
