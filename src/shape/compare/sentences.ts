import type { Difference } from './diff/difference.js';
import type { Diff } from './diff.js';

/** A difference in words, and what comes of it. */
export interface Sentence {
  readonly what: string;
  readonly effect: string;
}

/**
 * Says what differs.
 *
 * @param name the name of the type, which paths begin with
 */
export function sentenceOf(name: string, difference: Difference): Sentence {
  const { more, effect, reason } = difference;
  const places = more === 0 ? '' : ` (and ${more} more place${more === 1 ? '' : 's'})`;
  const why = reason === undefined ? '' : `: ${reason}`;
  return {
    what: `${whatOf(name, difference)}${places}`,
    effect: effect === 'cold' ? `cold${why}` : 'old entries stay readable',
  };
}

function whatOf(name: string, { kind, path, was, is, isOptional }: Difference): string {
  const at = `${name}${path}`;
  switch (kind) {
    case 'added':
      return `added ${isOptional ? 'optional ' : ''}${at}: ${is}`;
    case 'removed':
      return `removed ${at}: ${was}`;
    case 'renamed':
      return `renamed ${name}${was} → ${is}`;
    case 'moved':
      return `moved ${name}${was} → ${name}${is}`;
    case 'changed':
      return `${at}: ${was} → ${is}`;
    case 'member-added':
      return `${at}: union member added: ${is}`;
    case 'member-removed':
      return `${at}: union member removed: ${was}`;
    case 'optional':
      return `${at} may be absent now`;
    case 'required':
      return `${at} is required now`;
    case 'version':
      return `${at}: @keyshapeVersion ${was} → ${is}`;
  }
}

/** What the differences come to, for the entries that there are and for a rollback. */
export function conclusionOf({ verdict, rollback }: Pick<Diff, 'verdict' | 'rollback'>): string {
  const old = {
    readable: 'old entries stay readable',
    cold: 'cold',
    'not proven': 'cold: the types are too large for a proof that old entries are readable',
  }[verdict];
  const back = {
    readable: 'old instances can read new entries',
    cold: 'old instances cannot read new entries',
    'not proven': 'it is not proven that old instances can read new entries',
  }[rollback];
  return `${old}; ${back}`;
}
