import type { NativeType } from '../api/reading.js';
import type { Session } from '../server/session.js';
import { unreadable } from './unreadable.js';

/** What unions, intersections and template literals are made of, each asked for once. */
export class Composition {
  private readonly known = new Map<NativeType, readonly NativeType[]>();

  constructor(private readonly session: Session) {}

  partsOf(types: readonly NativeType[]): readonly (readonly NativeType[])[] {
    const fresh = types.filter((type) => !this.known.has(type));
    const answers = this.session.askTypes('getTypes', fresh, (error) => [unreadable(error)]);
    fresh.forEach((type, index) => {
      this.known.set(type, answers[index] ?? []);
    });
    return types.map((type) => this.known.get(type)!);
  }
}
