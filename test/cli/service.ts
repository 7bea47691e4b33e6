import { config, type Plant, summary, type Tree } from './tree.js';

/** A call site two imports away from what its versions hang on. */
export const sources = {
  'src/address.ts': 'export interface Address { city: string }\n',
  'src/model.ts':
    "import type { Address } from './address.js';\nexport interface User { id: number; address: Address }\nexport interface Other { o: 1 }\n",
  'src/main.ts': `import { keyFor, versionOf } from 'keyshape';
import type { Other, User } from './model.js';
export const version = versionOf<User>();
export const other = versionOf<Other>();
export const key = (id: string) => keyFor<User>(keyFor<Other>(\`user:\${id}\`));
`,
};

/** What there is to find after {@link changeAddress}. */
export const stale = [
  'src/main.ts:3:24 stale versionOf<User>',
  'src/main.ts:5:36 stale keyFor<User>',
] as const;

/** Plants it, builds it, and sees to it that it agrees. */
export async function built(plant: Plant, options: object = {}): Promise<Tree> {
  const tree = plant({ ...sources, 'tsconfig.json': config(options) });
  await tree.build();
  expect(summary(await tree.verify())).toEqual([]);
  return tree;
}

/** Edits the nested type. */
export function changeAddress(tree: Tree): void {
  tree.edit('src/address.ts', (text) => text.replace('string', 'number'));
}
