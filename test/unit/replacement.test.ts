import { compileMain } from '../support/project.js';
import { run } from '../support/run.js';
import { compilers, loadCompiler } from '../support/tools.js';

const head =
  "import { versionOf, keyFor, shapeOf } from 'keyshape';\nimport type { User, Order } from './model.js';\n";

/** Compiles expressions and runs them; `V` stands for the version of `User`, `W` for that of `Order`. */
function evaluate(lines: string, compiler = loadCompiler('5.9')): Promise<Readonly<Record<string, unknown>>> {
  const built = compileMain(
    `${head}export const V = versionOf<User>();\nexport const W = versionOf<Order>();\n${lines}`,
    { compiler },
  );
  expect(built.errors).toEqual([]);
  return run(built.outputs, 'main.js');
}

describe.each([...compilers])('TypeScript %s', (name) => {
  const compiler = loadCompiler(name);

  test('a key is the version, a colon, and the argument as written', async () => {
    const lines = `
let n = 0;
export const a = keyFor<User>('x');
export const b = keyFor<User>('x' + 1 + 2);
export const c = keyFor<User>(1 ? 'yes' : 'no');
export const d = keyFor<User>((n++, 'comma'));
export const e = keyFor<User>(\`t\${1}\`);
export const f = keyFor<User>(String(++n)) + n;
export const g = keyFor<User>(keyFor<Order>('x'));
export const h = keyFor<User>('x' as string);
export const i = keyFor<User>(((): string => 'arrow')());
`;
    const { V, W, ...keys } = await evaluate(lines, compiler);
    expect(V).not.toBe(W);
    expect(keys).toEqual({
      a: `${V}:x`,
      b: `${V}:x12`,
      c: `${V}:yes`,
      d: `${V}:comma`,
      e: `${V}:t1`,
      f: `${V}:22`,
      g: `${V}:${W}:x`,
      h: `${V}:x`,
      i: `${V}:arrow`,
    });
  });

  test('a key keeps together whatever stands around it', async () => {
    const lines = `
export const a = keyFor<User>('x').length;
export const b = 2 * keyFor<User>('x').length;
export const c = !keyFor<User>('x');
export const d = typeof keyFor<User>('x');
export const e = keyFor<User>('x') ? 1 : 2;
export const f = ['a' + keyFor<User>('x'), ...keyFor<User>('ab')].length;
export const g = keyFor<User>('x') === 'no' || keyFor<User>('x');
export const h = (keyFor<User>('x') as string).length;
export const i = keyFor<User>('x')!.at(-1);
export const j = \`<\${keyFor<User>('x')}>\`;
export const k = { [keyFor<User>('x')]: 1 };
export const l = await keyFor<User>('x');
export const m = keyFor?.<User>('x').length;
export const n = keyFor?.<User>('x')?.at(-1)?.length;
export const o = 1 + +(keyFor<User>('x') in {});
`;
    const compilerOptions = { target: compiler.ScriptTarget.ES2022 };
    const built = compileMain(`${head}export const V = versionOf<User>();\n${lines}`, {
      compiler,
      compilerOptions: { ...compilerOptions, lib: ['lib.es2022.d.ts'] },
    });
    expect(built.errors).toEqual([]);
    const { V, ...rest } = await run(built.outputs, 'main.js');
    expect(rest).toEqual({
      a: 18,
      b: 36,
      c: false,
      d: 'string',
      e: 1,
      f: 20,
      g: `${V}:x`,
      h: 18,
      i: 'x',
      j: `<${V}:x>`,
      k: { [`${V}:x`]: 1 },
      l: `${V}:x`,
      m: 18,
      n: 1,
      o: 1,
    });
  });

  test('optional chains hold for an old target', async () => {
    const built = compileMain(
      `${head}export const a = versionOf?.<User>().length;\nexport const b = versionOf?.<User>()?.charAt(0).length;`,
      {
        compiler,
        compilerOptions: { target: compiler.ScriptTarget.ES2015 },
      },
    );
    expect(built.errors).toEqual([]);
    expect(await run(built.outputs, 'main.js')).toEqual({ a: 16, b: 1 });
  });

  test.each([
    ['a call', 'versionOf<User>()', 'V'],
    ['an arrow', 'async (id: string) => keyFor<User>(id)', undefined],
    ['an object', '{ v: versionOf<User>() }', { v: 'V' }],
    ['an assertion', 'versionOf<User>() as string', 'V'],
    ['brackets', '(versionOf<User>())', 'V'],
  ])('export default of %s', async (_, expression, expected) => {
    const { V, default: found } = await evaluate(`export default ${expression};`, compiler);
    expect(JSON.stringify(found)).toBe(JSON.stringify(expected)?.replace('V', String(V)));
  });

  test('export =', async () => {
    const { js, outputs, errors } = compileMain(
      "import { keyFor } from 'keyshape';\nimport type { User } from './model.js';\nexport = { key: keyFor<User>('x') };\n",
      { compiler, compilerOptions: { module: compiler.ModuleKind.CommonJS } },
    );
    expect(errors).toEqual([]);
    expect(js).not.toContain('keyshape');
    expect((await run(outputs, 'main.js', 'commonjs')).default).toEqual({
      key: expect.stringMatching(/^[0-9a-f]{16}:x$/),
    });
  });

  test('declarations stay as they were, the type a string', () => {
    const main = `${head}export const a = versionOf<User>();\nexport const b = keyFor<User>('x');\nexport const c = { v: shapeOf<User>() } as const;\nexport default versionOf<User>();\nexport { versionOf };`;
    const compilerOptions = { declaration: true };
    const ours = compileMain(main, { compiler, compilerOptions }).outputs['main.d.ts'];
    expect(ours).toBe(compileMain(main, { compiler, compilerOptions, through: 'none' }).outputs['main.d.ts']);
    expect(ours).toContain('export declare const a: string;');
  });
});

test('the output is what the documentation shows', () => {
  const { js } = compileMain(
    `${head}declare const id: number;\nexport const key = \`\${versionOf<User>()}:user:\${id}\`;\nexport const same = keyFor<User>(\`user:\${id}\`);`,
  );
  expect(js).toMatch(
    /^export const key = `\$\{"[0-9a-f]{16}"\}:user:\$\{id\}`;\nexport const same = "[0-9a-f]{16}:" \+ `user:\$\{id\}`;\n$/,
  );
});

test('comments stay', () => {
  const { js } = compileMain(
    `// first\n${head}/** doc */\nexport const a = /* lead */ versionOf<User>() /* trail */; // end\nfoo(/* in */ keyFor<User>('x'));\nfunction foo(x: string) {}`,
  );
  expect(js).toMatch(
    /\/\*\* doc \*\/\nexport const a = \/\* lead \*\/ "[0-9a-f]{16}" \/\* trail \*\/; \/\/ end/,
  );
  expect(js).toMatch(/foo\(\/\* in \*\/ "[0-9a-f]{16}:" \+ 'x'\)/);
});

test('a source map leads from the literal to the call', () => {
  const built = compileMain(`${head}export const a = 1, b = versionOf<User>();`, {
    compilerOptions: { sourceMap: true },
  });
  const column = built.js.split('\n')[0]!.indexOf('"');
  expect(decode(JSON.parse(built.outputs['main.js.map']!).mappings)).toContainEqual([column, 2, 24]);
});

/** The segments of the first line of a source map: column, source line, source column. */
function decode(mappings: string): number[][] {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let column = 0;
  let line = 0;
  let from = 0;
  return mappings
    .split(';')[0]!
    .split(',')
    .map((segment) => {
      const fields: number[] = [];
      let shift = 0;
      let value = 0;
      for (const letter of segment) {
        const digit = digits.indexOf(letter);
        value |= (digit & 31) << shift;
        shift += 5;
        if (digit & 32) continue;
        fields.push(value & 1 ? -(value >> 1) : value >> 1);
        shift = value = 0;
      }
      column += fields[0] ?? 0;
      line += fields[2] ?? 0;
      from += fields[3] ?? 0;
      return [column, line, from];
    });
}

test('a bare call at the head of a file does not become a directive', () => {
  const { js } = compileMain(`${head}versionOf<User>();\nexport {};`);
  expect(js).toMatch(/^\("[0-9a-f]{16}"\);/);
});
