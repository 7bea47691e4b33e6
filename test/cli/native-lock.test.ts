import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildProject, createProject } from '../build/project.js';
import { presentCompilers } from '../support/tools.js';
import { bin } from './installed.js';
import { config } from './tree.js';

jest.setTimeout(180_000);

const model = `export enum Kind { Gift = 'gift', Sale = 'sale' }
export interface Address { city: string; zip: string }
export class Line { constructor(readonly sku: string, private readonly cents: number) {} total(): number { return this.cents; } }
export interface Order {
  id: number;
  kind: Kind;
  at: Date;
  to: Address;
  lines: readonly Line[];
  notes?: Record<string, string | { by: string }>;
  parent?: Order;
}
`;
const main = `import { allVersionsOf, type VersionsOf, versionsOf } from 'keyshape';
import type { Order } from './model.js';
declare const console: { log(text: string): void };
class Cache {
  get<T>(key: string, versions?: VersionsOf<T>): readonly string[] { return [key, ...versions!]; }
}
const cache = new Cache();
console.log(JSON.stringify([cache.get<Order>('filled'), versionsOf<Order>(), allVersionsOf<Order>()]));
`;

/** What every command prints along the life of a model, and the versions that are built in. */
function lifeOf(project: BuildProject) {
  const told: string[] = [];
  const built: string[][][] = [];
  const run = (...args: string[]) => {
    const { code, text } = project.node(bin, ...args);
    // TypeScript 7 passes over `plugins`, which verify says.
    told.push(`$ keyshape ${args.join(' ')}\n${text.replace(/^note .*\n\n/m, '')}exit ${code}`);
  };
  const runBuilt = () => {
    run('build');
    built.push(JSON.parse(project.node('out/main.js').text) as string[][]);
  };
  run('lock');
  run('inspect', 'src/model.ts', 'Order');
  project.write({ 'src/model.ts': model.replace('zip: string', 'zip: string | null') });
  run('check', '--format', 'markdown');
  run('lock');
  runBuilt();
  run('verify');
  project.write({ 'src/model.ts': model.replace('zip: string', 'code: string') });
  run('check');
  run('lock');
  runBuilt();
  // An edit of the lock file alone.
  const lock = readFileSync(join(project.folder, 'keyshape.lock'), 'utf8');
  project.write({ 'keyshape.lock': lock.replace(/^was .*\n/gm, '') });
  runBuilt();
  // A merge: of the lock file, which its command mends, and of a source, which no compiler reads as a whole.
  project.write({ 'keyshape.lock': lock.replace('code:string', 'code:number') });
  run('check');
  run('lock');
  project.write({ 'src/model.ts': `<<<<<<< ours\n${model}=======\n${model}>>>>>>> theirs\n` });
  run('lock');
  return { told, built };
}

test('lock, check, inspect and what is built from the lock file: the same on every compiler', () => {
  const lives = presentCompilers('5.9', '7.0', '7.1').map((version) => {
    const project = createProject(version, {
      'package.json': '{ "name": "shop", "type": "commonjs" }',
      'tsconfig.json': config(),
      'src/model.ts': model,
      'src/main.ts': main,
    });
    try {
      return lifeOf(project);
    } finally {
      project.remove();
    }
  });
  const [first, ...others] = lives;
  const [[, [second, oldest]], [, [third]]] = first!.built as [[[], [string, string]], [[], [string]]];
  expect(first!.built).toEqual([
    [
      ['filled', second, oldest],
      [second, oldest],
      [second, oldest],
    ],
    [['filled', third], [third], [third, second, oldest]],
    [['filled', third], [third], [third]],
  ]);
  expect(new Set([oldest, second, third]).size).toBe(3);
  expect(first!.told.map((text) => /exit (\d)$/.exec(text)?.[1]).join('')).toBe('0010001000202');
  expect(first!.told[1]).toMatch(/zip.*src\/model\.ts:2/);
  for (const other of others) expect(other).toEqual(first);
});
