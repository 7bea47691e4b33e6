/** Why a value was not stored. */
export type Refusal =
  /** The key is held: somebody is writing. */
  | 'held'
  /** There was no token to store it under: it was evicted, or deleted just now. */
  | 'no token'
  /** The read before it failed or took too long. */
  | 'unread'
  /** It is `undefined`, or a function. */
  | 'no value';

/**
 * One thing that a {@link SharedCache} did. Every `fetch` and `read` is one of `hit`, `fallback` and `miss`; a miss that joined a load
 * of this process is `shared` as well.
 */
export interface CacheEvent {
  /** `fallback` is a hit on the entry of an older version; `fill` is a value stored, `refused` one that was not. */
  readonly type: 'hit' | 'fallback' | 'miss' | 'shared' | 'fill' | 'refused';
  readonly key: string;
  /** The current version that the call asked for. */
  readonly version: string;
  /** Why, with `refused`. */
  readonly reason?: Refusal;
}
