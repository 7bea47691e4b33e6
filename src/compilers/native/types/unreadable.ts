import type { NativeType } from '../api/reading.js';

/** What answers for a type that the server failed to hand over. */
export class Unreadable implements NativeType {
  readonly id = -1;
  readonly flags = 0;
  readonly reason: string;

  constructor(error: unknown) {
    const { message = 'no answer' } = error as { readonly message?: string };
    const isInfinite = /unsupported value: (?:NaN|[+-]Inf)/.test(message);
    this.reason = isInfinite
      ? 'TypeScript 7.0 fails on a literal that is `NaN` or infinite'
      : message.split('\n', 1)[0]!;
  }
}

/** Stands for a type that the server failed to hand over. */
export function unreadable(error: unknown): NativeType {
  return new Unreadable(error);
}
