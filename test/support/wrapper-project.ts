import type { Files } from './project.js';

const cache = (version: string, list: string) => `${version && "import type { VersionOf } from 'keyshape';"}
export class Cache {
  get<T>(key: string${version && ', version?: VersionOf<T>'}): T { return [key, ${version || '0'}] as never; }
  fetch<T>(key: string, load: () => T${version && ', version?: VersionOf<T>'}): T { return [load, key, ${version || '0'}] as never; }
  list<T>(key: string${list && ', version?: VersionOf<T[]>'}): T[] { return [key, ${list || '0'}] as never; }
}
`;

const port = (version: string) => `${version && "import type { VersionOf } from 'keyshape';"}
export interface Port { take<T>(key: string${version}): T }
`;

/** A project whose callers name neither keyshape nor the file that does: all is reached through what `service.ts` holds. */
export const sources: Files = {
  'src/deep.ts': 'export interface Deep { a: string }',
  'src/middle.ts': "import type { Deep } from './deep.js';\nexport interface Middle { deep: Deep[] }",
  'src/model.ts': "import type { Middle } from './middle.js';\nexport interface User { middle?: Middle }",
  'src/helper.ts': 'export const helper = () => ({ made: "" });',
  'src/load.ts': "import { helper } from './helper.js';\nexport const load = () => ({ helped: helper() });",
  'src/cache.ts': cache('version', ''),
  'src/port.ts': port(''),
  'src/service.ts': `import { Cache } from './cache.js';
import type { Port } from './port.js';
export class Service {
  readonly cache = new Cache();
  readonly port: Port = { take: (...all: unknown[]) => all as never };
}
export const service = new Service();
`,
  'src/main.ts': `import type { User } from './model.js';
import { service } from './service.js';
export const user = service.cache.get<User>('k');
`,
  'src/inferred.ts': `import { load } from './load.js';
import type { User } from './model.js';
import { service } from './service.js';
export const user: User = service.cache.get('k');
export const loaded = service.cache.fetch('k', load);
`,
  'src/later.ts': `import type { User } from './model.js';
import { service } from './service.js';
export const list = service.cache.list<User>('k');
export const taken = service.port.take<User>('k');
`,
};

/** The files with calls. */
export const callers = ['main', 'inferred', 'later'] as const;

/** What is edited, one after the other; how many versions each caller has then. */
export interface State {
  readonly name: string;
  readonly files: Files;
  readonly versions: readonly [main: number, inferred: number, later: number];
}

export const start: State = { name: 'start', files: {}, versions: [1, 2, 0] };

export const states: readonly State[] = [
  {
    name: 'types three imports away, written and inferred',
    files: {
      'src/deep.ts': 'export interface Deep { a: number }',
      'src/helper.ts': 'export const helper = () => ({ made: 1 });',
    },
    versions: [1, 2, 0],
  },
  {
    name: 'a method and an interface gain the parameter',
    files: { 'src/cache.ts': cache('version', 'version'), 'src/port.ts': port(', version?: VersionOf<T>') },
    versions: [1, 2, 2],
  },
  {
    name: 'a type two imports away',
    files: {
      'src/middle.ts': "import type { Deep } from './deep.js';\nexport interface Middle { deep: Deep }",
    },
    versions: [1, 2, 2],
  },
  {
    name: 'all lose the parameter',
    files: { 'src/cache.ts': cache('', ''), 'src/port.ts': port('') },
    versions: [0, 0, 0],
  },
  {
    name: 'the first of the program gains it',
    files: { 'src/cache.ts': cache('version', '') },
    versions: [1, 2, 0],
  },
];

/** Edits that a call does not survive, and what makes it good again. */
export const mistake: Files = { 'src/deep.ts': 'export interface Deep { a: any }' };
export const mended: Files = { 'src/deep.ts': 'export interface Deep { a: bigint }' };
