import type { VersionOf, Written } from 'keyshape';

/** What is asked of a client: ioredis and redis have it. */
export interface Client {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<unknown>;
  del(key: string): Promise<unknown>;
}

/** Fixes T once: what is read is what was written. */
export class Repo<T> {
  constructor(
    private readonly client: Client,
    private readonly name: string,
    private readonly version?: VersionOf<T>,
  ) {}

  async get(id: number): Promise<T | undefined> {
    const text = await this.client.get(this.key(id));
    return text === null ? undefined : (JSON.parse(text) as T);
  }

  async set(id: number, value: T): Promise<void> {
    await this.client.set(this.key(id), JSON.stringify(value));
  }

  async delete(id: number): Promise<void> {
    await this.client.del(this.key(id));
  }

  private key(id: number): string {
    return `${this.version}:${this.name}:${id}`;
  }
}

/** One cache for every type: each call says which. */
export class Cache {
  constructor(private readonly client: Client) {}

  async get<T>(key: string, version?: VersionOf<T>): Promise<T | undefined> {
    const text = await this.client.get(`${version}:${key}`);
    return text === null ? undefined : (JSON.parse(text) as T);
  }

  async set<T>(key: string, value: Written<T>, version?: VersionOf<T>): Promise<void> {
    await this.client.set(`${version}:${key}`, JSON.stringify(value));
  }

  /** Reads and writes under one T, which may be inferred. */
  async fetch<T>(key: string, load: () => Promise<T>, version?: VersionOf<T>): Promise<T> {
    const found = await this.get<T>(key, version);
    if (found !== undefined) return found;
    const loaded = await load();
    await this.set<T>(key, loaded, version);
    return loaded;
  }
}
