// The sources that rebuild.mjs and native-build.mjs compile where methods ask for versions: a cache with ten methods whose names
// everything else has too, and modules that call those.

/** The methods of the cache; maps, lists and repositories have methods by the same names. */
const names = ['get', 'set', 'has', 'find', 'add', 'delete', 'update', 'save', 'create', 'remove'];

/** @param asks - whether its methods take a version */
const cache = (asks) => `${asks ? "import type { VersionOf } from 'keyshape';\n" : ''}export class Cache {
${names
  .map(
    (name) =>
      `  ${name}<T>(key: string${asks ? ', version?: VersionOf<T>' : ''}): T | undefined {\n    return [key${asks ? ', version' : ''}] as never;\n  }`,
  )
  .join('\n')}
}
export const cache = new Cache();
`;

const repository = `export class Repository<T extends { id: number }> {
  readonly #all = new Map<number, T>();
  get(id: number): T | undefined {
    return this.#all.get(id);
  }
  find(test: (one: T) => boolean): T[] {
    return [...this.#all.values()].filter(test);
  }
  save(one: T): T {
    this.#all.set(one.id, one);
    return one;
  }
  update(one: T, change: Partial<T>): T {
    return this.save({ ...one, ...change });
  }
  create(id: number, rest: Omit<T, 'id'>): T {
    return this.save({ ...rest, id } as T);
  }
  remove(one: T): boolean {
    return this.#all.delete(one.id);
  }
}
`;

/** A module of 32 calls, 19 of them by the names of the cache; each tenth calls the cache too. */
export const module = (index, note = 'plain') => `import { Repository } from './repository.js';
${index % 10 === 0 ? "import { cache } from './cache.js';\n" : ''}export interface Row${index} {
  id: number;
  name: string;
  tags: string[];
  at: { day: number; hour?: string };
}
const rows = new Repository<Row${index}>();
const byName = new Map<string, Row${index}>();
const seen = new Set<string>();

export function take${index}(name: string): Row${index} | undefined {
  const found = byName.get(name) ?? [...byName.values()].find((row) => row.tags.includes(name));
  if (found === undefined || seen.has(name.toLowerCase())) return undefined;
  seen.add(name.toUpperCase());
  byName.set(found.name.trim(), found);
  return rows.get(found.id);
}

export function put${index}(names: readonly string[]): number {
  for (const [id, name] of names.entries()) {
    const row = rows.create(id, { name: name.padStart(8), tags: name.split(','), at: { day: Number(name) } });
    rows.update(row, { at: { day: Math.floor(row.at.day), hour: String(row.id) } });
    rows.save({ ...row, name: \`\${row.name.slice(1)} ${note}\` });
    byName.set(row.name, row);
  }
  return names.map((name) => byName.get(name)?.at.day ?? 0).reduce((sum, day) => sum + day, 0);
}

export function drop${index}(name: string): boolean {
  const row = rows.find((one) => one.name.startsWith(name))[0];
  if (row && rows.remove(row)) byName.delete(row.name);
  seen.delete(name);
  return byName.has(name) || seen.has(name);
}
${index % 10 === 0 ? `export const cached${index} = cache.get<Row${index}>('row');\n` : ''}`;

/** 651 files and 20,840 calls, unless another number is asked for. */
export function sources({ asks, modules = 649 }) {
  const files = { 'src/cache.ts': cache(asks), 'src/repository.ts': repository };
  for (let index = 0; index < modules; index += 1) files[`src/module${index}.ts`] = module(index);
  return files;
}
