import type { Store } from '../../../src/cache/index.js';

/** A store in memory that expires, and shows what it was asked to do. */
export class MemoryStore implements Store {
  readonly entries = new Map<string, { readonly value: unknown; readonly expires: number }>();
  /** What was called, in order: `get key`, `set key ttl`, … */
  readonly log: string[] = [];

  async get(key: string): Promise<unknown> {
    this.log.push(`get ${key}`);
    return this.value(key);
  }

  async set(key: string, value: unknown, ttl: number): Promise<unknown> {
    this.log.push(`set ${key} ${ttl}`);
    this.put(key, value, ttl);
    return true;
  }

  async add(key: string, value: unknown, ttl: number): Promise<unknown> {
    this.log.push(`add ${key} ${ttl}`);
    if (this.value(key) !== undefined) return false;
    this.put(key, value, ttl);
    return true;
  }

  async delete(key: string): Promise<unknown> {
    this.log.push(`delete ${key}`);
    return this.entries.delete(key);
  }

  /** What is there now, without a trace in the log. */
  value(key: string): unknown {
    const entry = this.entries.get(key);
    return entry === undefined || entry.expires <= Date.now() ? undefined : entry.value;
  }

  put(key: string, value: unknown, ttl: number): void {
    // As every server would: through text.
    this.entries.set(key, { value: JSON.parse(JSON.stringify(value)), expires: Date.now() + ttl });
  }
}
