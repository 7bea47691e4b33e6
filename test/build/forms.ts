import type { Files } from '../support/project.js';

/** One project in which every form of import and call stands; `main.js` prints every value. */
export const forms: Files = {
  'src/model.ts': 'export interface User { id: number; name: string }\nexport const one = 1;\n',
  'src/keys.ts':
    "export { versionOf, keyFor as kf } from 'keyshape';\nexport * as all from 'keyshape';\nexport const prefix = 'app';\n",
  'src/pure.ts': "export * from 'keyshape';\n",
  'src/named.ts': `/* a comment ahead */ import { versionOf, keyFor as key, shapeOf } from 'keyshape';
import { one, type User } from './model.js';
export const a = versionOf<User>();
export const b = key<User>(\`u:\${a}\`);
export const c = shapeOf<User>();
export const d = [key<User>(one ? 'x' : 'y'), key<User>(key<User>('n'))];
export const e = key<User>('q').length + versionOf<User>().length;
export const f = (versionOf)<User>() + versionOf!<User>();
export const g = (x = versionOf<User>()) => key<User>(x);
export class K { static s = versionOf<User>(); m = key<User>('m'); }
export async function h() { for await (const x of [versionOf<User>()]) return await key<User>(x); return ''; }
`,
  'src/space.ts':
    "import * as ks from 'keyshape';\nimport type { User } from './model.js';\nexport const a = ks.versionOf<User>();\nexport const b = ks['keyFor']<User>('k');\n",
  'src/barrel.ts': `import { prefix, kf, versionOf as v, all } from './keys.js';
import * as pure from './pure.js';
import { type User } from './model.js';
export const a = v<User>(), b = kf<User>(prefix), c = pure.versionOf<User>(), d = all.versionOf<User>();
`,
  'src/types.ts':
    "import { type Written } from 'keyshape';\nexport { type VersionOf } from 'keyshape';\nexport const v: Written<1> = 1;\n",
  'src/types-too.ts':
    "import { versionOf, type Written } from 'keyshape';\nexport { keyFor, type VersionOf } from 'keyshape';\nexport const v: Written<string> = versionOf<{ a: 1 }>();\n",
  'src/alone.ts': `import { keyFor, versionOf } from 'keyshape'
const a = () => 1
versionOf<{ a: string }>()
const b = a
keyFor<{ a: string }>('x').length
const c = b
;[a, b, c].map(() => keyFor<{ a: string }>('x'))
`,
  'src/main.ts': `import './alone.js';
import * as named from './named.js';
import * as space from './space.js';
import * as barrel from './barrel.js';
void named.h().then((h) => console.log(JSON.stringify([named, space, barrel, named.g(), h, new named.K().m, named.K.s])));
`,
};
