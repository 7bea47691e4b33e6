import { once } from '../../../reader/ask.js';
import type { NativeType } from '../api/reading.js';
import type { Session } from '../server/session.js';
import { unreadable } from './unreadable.js';

/** What unions, intersections and template literals are made of, each asked for once. */
export class Composition {
  readonly partsOf = once((types: readonly NativeType[]) =>
    this.session
      .askTypes('getTypes', types, (error) => [unreadable(error)])
      .map((parts): readonly NativeType[] => parts ?? []),
  );

  constructor(private readonly session: Session) {}
}
