import { nativeVersions } from '../native/projects.js';
import { loadCompiler } from '../support/tools.js';
import { modes, sources } from './built-trees.js';
import { nativePlant, nativeTools } from './native-toolchain.js';
import { callsOf, classic, config, summary, type Toolchain } from './tree.js';

// What compilers differ in: helpers, brackets, temporary variables, destructured exports.
const forms: Readonly<Record<string, object>> = {
  commonjs: {},
  'ES2015 with helpers': { target: 'es2015', esModuleInterop: true },
  'not strict': modes['not strict']!,
  'ES modules': { module: 'esnext', moduleResolution: 'bundler', target: 'es2022' },
};
const more = {
  'src/more.ts': `import * as model from './model.js';
import fallback from './model.js';
import { keyFor, versionOf } from 'keyshape';
export default class {}
export const { entries, keys } = Object;
export const { deep: { one = 1 }, ...others } = { deep: {} as { one?: number }, two: 2 };
export async function* walk() { for await (const one of [versionOf<model.User>()]) yield { ...others, one }; }
export const last = [fallback, model, keyFor<model.Account>('k')];
keyFor<model.User>('x').length;
`,
};
const files = (options: object) => ({
  ...sources,
  'src/model.ts': `${sources['src/model.ts']}export default 1;\n`,
  ...more,
  'tsconfig.json': config(options),
});

async function handOver(options: object, from: Toolchain, to: Toolchain): Promise<void> {
  const tree = nativePlant('7.1')(files(options));
  const file = `${tree.folder}/tsconfig.json`;
  const found = async () => {
    const result = await to.verify(file, tree.folder);
    return [summary(result), callsOf(result)] as const;
  };
  try {
    await from.build(file, false);
    expect(await found()).toEqual([[], 25]);
    tree.edit('src/model.ts', (text) => text.replace('zip: string', 'zip: number'));
    const [stale] = await found();
    expect(stale.length).toBeGreaterThan(15);
    for (const line of stale) expect(line).toContain(' stale ');
    await from.build(file, true);
    const [unreplaced] = await found();
    expect(unreplaced).toHaveLength(25);
    for (const line of unreplaced) expect(line).toContain(' not-replaced ');
  } finally {
    tree.dispose();
  }
}

describe.each(Object.entries(forms))('%s', (_, options) => {
  test.each(nativeVersions)('made by TypeScript 5.9 and 6.0, verified by %s', async (version) => {
    await handOver(options, classic(), nativeTools(version));
    const older = { ...options, ignoreDeprecations: '6.0' };
    await handOver(older, classic(loadCompiler('6.0')), nativeTools(version));
  });

  test('made by TypeScript 7.1, verified by 6.0 and 5.9', async () => {
    await handOver(options, nativeTools('7.1'), classic(loadCompiler('6.0')));
    await handOver(options, nativeTools('7.1'), classic());
  });
});

test('made by TypeScript 4.9, verified by 7.0', async () => {
  await handOver({ target: 'es2018' }, classic(loadCompiler('4.9')), nativeTools('7.0'));
});
