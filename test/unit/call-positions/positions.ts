/** A place in a program where an expression can stand. */
export interface Position {
  /**
   * A module, `$` where the call stands. It hands what the call came to (or, where that cannot be had, anything that tells
   * that the line ran) to the global `give`, or exports it as its default. A function is called and a promise awaited.
   */
  readonly code: string;
  /** What it gives, where that is not the value of the call. */
  readonly gives: (value: string) => unknown;
  readonly needs: readonly Need[];
}

/** What a compiler, or the options of a build, must have for a position to be there. */
export type Need =
  | 'jsx'
  /** Around a type: an element in a `.tsx` file, refused in `.mts` and `.cts`. */
  | 'angle brackets'
  /** `export default` and the like. */
  | 'es exports'
  | 'export ='
  | 'top-level await'
  | 'using'
  /** Decorators of either kind. */
  | 'decorators'
  | 'legacy decorators'
  | 'standard decorators'
  /** A target of ES2015: ES5 has no way to say it. */
  | 'es2015';

type Row = string | readonly [code: string, gives?: (value: string) => unknown, ...needs: Need[]];

const ran = () => 'ran';
const same = (value: string): unknown => value;

const statements: Readonly<Record<string, Row>> = {
  'a statement': ["$;\ngive('ran');", ran],
  'the end of a file': ["give('ran');\n$", ran],
  'lines without semicolons': [
    "const f = () => 'ran'\n$\nconst g = f\n$.length\nlet h = g\n;[h].map((x) => $)\n$\ngive(g())",
    ran,
  ],
  'const, let and var': "const a = $;\nlet b = $;\nvar c = $;\ngive(a === b && b === c ? a : '');",
  'one declaration of several': 'const a = 1, b = $, c = 2;\ngive(b);',
  'an exported const': ['export const a = $, b = 1;\ngive(a);', same, 'es exports'],
  'a default in an object pattern': 'const { a = $ } = {} as { a?: string };\ngive(a);',
  'a default in an array pattern': 'const [, [a = $]] = [1, []] as [number, string[]];\ngive(a);',
  'a computed name in a pattern': [
    "const { [$]: a } = { [$]: 'ran' } as Record<string, string>;\ngive(a);",
    ran,
  ],
  'an exported pattern': [
    'export const { a = $, b: [c] } = { b: [1] } as { a?: string; b: number[] };\ngive(a);',
    same,
    'es exports',
  ],
  'a default in an assigned object': "let a = '';\n({ a = $ } = {} as { a?: string });\ngive(a);",
  'a default of a renamed part': "let a = '';\n({ x: a = $ } = {} as { x?: string });\ngive(a);",
  'a default in an assigned array': "let a = '';\n[a = $] = [] as string[];\ngive(a);",
  'a target of an assigned pattern': [
    "const o: Record<string, string> = {};\n[o[$]] = ['ran'];\n({ x: o[$] } = { x: 'ran' });\ngive(o[$]);",
    ran,
  ],
  'a computed name in an assigned pattern': [
    "let a: string | undefined = '';\n({ [$]: a } = { [$]: 'ran' } as Record<string, string>);\ngive(a);",
    ran,
  ],
  'if, its branches': "if ($) give($); else give('no');",
  'else, without a block': 'if (!$) $; else give($);',
  'else if': "if (!$) give('no'); else if ($) { give($); }",
  while: 'let n = 0;\nwhile ($ && n < 1) { n++; give($); }',
  'while, without a block': 'let n = 0;\nwhile (n++ < 1) give($);',
  do: 'let n = 0;\ndo { give($); n++; } while ($ && n < 1);',
  'do, without a block': 'do $\nwhile (false)\ngive($)',
  'the head of for': 'let n = 0;\nfor ($; $ && n < 1; $) { n++; give($); }',
  'for with declarations': 'for (let a = $, n = 0; n < 1; n++) give(a);',
  'for in': "const o = {} as Record<string, unknown>;\nfor (o['x'] in { [$]: 1 }) give(o['x']);",
  'for in, the target': ['const o: Record<string, string> = {};\nfor (o[$] in { ran: 1 }) give(o[$]);', ran],
  'for in over the call': ['let n = 0;\n// @ts-ignore\nfor (const i in $) n++;\ngive(n);', (v) => v.length],
  'for of': "let all = '';\nfor (const a of $) all += a;\ngive(all);",
  'for of, the target': ["const o: Record<string, string> = {};\nfor (o[$] of ['ran']) give(o[$]);", ran],
  'for of with a default': 'for (const { a = $ } of [{} as { a?: string }]) give(a);',
  'for await': "give(async () => { let all = ''; for await (const a of [$]) all += a; return all; });",
  'for await with a default':
    'give(async () => { for await (const { a = $ } of [{} as { a?: string }]) return a; return; });',
  'break and continue with labels':
    'outer: for (const a of [1]) { inner: while ($) { give($); if (a) continue outer; break inner; } }',
  'a labelled block': 'end: { give($); break end; }',
  'a labelled call': ["end: $;\ngive('ran');", ran],
  'a block': '{ const a = $; { give(a); } }',
  switch: "switch ($) { case $: give($); break; default: give('no'); }",
  'default of switch': 'switch (1 as number) { case 2: $; default: give($); }',
  'a clause of declarations': 'switch (1 as number) { case 1: { const a = $; give(a); } }',
  throw: 'try { throw $; } catch (a) { give(a); }',
  'try, catch and finally':
    "let a = '';\ntry { a = $; throw 0; } catch { a = a === $ ? a : ''; } finally { give(a === $ ? a : ''); }",
  'a default of a caught error': 'try { throw {}; } catch ({ a = $ }: any) { give(a); }',
  return: 'give((function () { return $; })());',
  using: [
    'function f() { using a = { v: $, [Symbol.dispose]() {} }; return a.v; }\ngive(f());',
    same,
    'using',
  ],
  'what using disposes of': [
    'function f() { using a = { [Symbol.dispose]() { give($); } }; void a; }\nf();',
    same,
    'using',
  ],
  'await using': [
    'give(async () => { await using a = { v: $, async [Symbol.asyncDispose]() { $; } }; return a.v; });',
    same,
    'using',
  ],
  'for with using': ['for (using a of [{ v: $, [Symbol.dispose]() {} }]) give(a.v);', same, 'using'],
};

const functions: Readonly<Record<string, Row>> = {
  'a function': 'function f(this: void, a?: string): string { const b = a ?? $; return b; }\ngive(f());',
  'a function expression': 'const f = function named() { return $; };\ngive(f);',
  'a default of a parameter of a function expression': 'const f = function (a = $) { return a; };\ngive(f);',
  'an arrow': 'const f = () => $;\ngive(f);',
  'an arrow with a block': 'const f = () => { return $; };\ngive(f);',
  'an arrow that makes an object': 'const f = () => ({ a: $ });\ngive(f().a);',
  'an async arrow': 'const f = async (a: unknown = $) => a;\ngive(f);',
  'nested arrows': 'const f = () => () => async () => $;\ngive(f);',
  'a default of a parameter': 'function f(a = $, b = () => a) { return b(); }\ngive(f());',
  'a default in a pattern of a parameter':
    'const f = ({ a = $ }: { a?: string } = {}, [b = $]: string[] = []) => (a === b ? a : undefined);\ngive(f);',
  'a default of a parameter of a method': 'const o = { m(a = $) { return a; } };\ngive(o.m());',
  'a default before the rest':
    'function f() { const { a = $, ...b } = {} as { a?: string }; void b; return a; }\ngive(f());',
  'a pattern behind dots': 'const f = (...[a = $]: string[]) => a;\ngive(f);',
  yield: 'function* f() { yield $; }\ngive(f().next().value);',
  'yield*': 'function* f() { yield* [$]; yield* $; }\ngive([...f()][0]);',
  'yield as a value':
    "function* f(): Generator<string, string, string> { return (yield $) + ''; }\nconst g = f(); g.next(); give(g.next($).value);",
  'an async generator':
    'async function* f() { yield $; yield await $; }\ngive(async () => (await f().next()).value);',
  'await in a function': 'async function f() { return await $; }\ngive(f);',
  'a generator method': 'const o = { *m() { yield $; } };\ngive(o.m().next().value);',
  'an async method': 'const o = { async m(a = $) { return await a; } };\ngive(o.m());',
  'an async generator method':
    'const o = { async *m() { yield $; } };\ngive(async () => (await o.m().next()).value);',
  'a function called at once': '(() => { give($); })();\n(function (a) { give(a); })($);',
  'top-level await': ['give(await $);\nfor await (const a of [$]) void a;', same, 'top-level await'],
  'an overload':
    'function f(): string;\nfunction f(a?: string): string;\nfunction f(a = $) { return a; }\ngive(f());',
};

const expressions: Readonly<Record<string, Row>> = {
  brackets: 'give((($)));',
  'elements of an array': 'give([, $, 1][1]);',
  'a spread in an array': "give([...$, ''].join(''));",
  'a spread of an array of it': 'give([...[$]][0]);',
  'a property': 'give({ a: $ }.a);',
  'a name in quotes': "give({ 'a-b': $ }['a-b']);",
  'a computed name': 'give(Object.keys({ [$]: 1 })[0]);',
  'a computed name of a method': 'give(Object.keys({ [$]() {} })[0]);',
  'computed names of accessors':
    'give(Object.getOwnPropertyNames({ get [$]() { return 1; }, set [$](a: number) { void a; } })[0]);',
  'a method of an object': 'give({ m() { return $; } }.m());',
  'a getter of an object': 'give({ get a() { return $; } }.a);',
  'a setter of an object': 'const o = { set a(b: string) { give(b + $.slice(0, 0)); } };\no.a = $;',
  'a default in a setter': 'const o = { set a({ b = $ }: { b?: string }) { give(b); } };\no.a = {};',
  'a spread in an object': 'give({ ...{ a: $ } }.a);',
  'the call spread in an object': "// @ts-ignore\nconst o = { ...$ };\ngive(Object.values(o).join(''));",
  'a member': ['give($.length);', (v) => v.length],
  'a method called': "give($.concat(''));",
  'an element': ['give($[0]);', (v) => v[0]],
  'an index': ["give(({ [$]: 'ran' } as Record<string, string>)[$]);", ran],
  'an optional member': ['give($?.length);', (v) => v.length],
  'an optional element': ['give($?.[0]);', (v) => v[0]],
  'an optional method': "give($?.concat?.(''));",
  'an index behind ?.': [
    "const o = { [$]: 'ran' } as Record<string, string> | undefined;\ngive(o?.[$]);",
    ran,
  ],
  'an argument behind ?.':
    'const f = ((a: string) => a) as ((a: string) => string) | undefined;\ngive(f?.($));',
  'an argument in a chain':
    'const o = { f: (a: string) => ({ a }) } as { f(a: string): { a: string } } | undefined;\ngive(o?.f($).a);',
  'an argument': 'give(String($));',
  'the last of several arguments': 'give([1].map((a, b) => String($))[0]);',
  'a spread argument': 'give(Math.max(...[...$].map((a) => a.length)) && $);',
  'the call spread in arguments': "const f = (...all: string[]) => all.join('');\ngive(f(...$));",
  'the callee': ["// @ts-ignore\ntry { $(); } catch (e) { give(e instanceof TypeError && 'ran'); }", ran],
  'the callee of new': [
    "// @ts-ignore\ntry { new ($)(); } catch (e) { give(e instanceof TypeError && 'ran'); }",
    ran,
  ],
  'an argument of new': 'give(new String($).toString());',
  'a spread argument of new': "give(new Array<string>(...$, '').join(''));",
  'flags of an expression': [
    "give(new RegExp($.replace(/[^a-z0-9]/g, '.'), 'g' + $.slice($.length)).flags);",
    () => 'g',
  ],
  'a template': `give(\`\${$}\`);`,
  'a template among others': `give(\`\${1}\${\`\${$}\`}\`.slice(1));`,
  'a tagged template': `give(String.raw\`\${$}\`);`,
  'the tag': ["// @ts-ignore\ntry { $`a`; } catch (e) { give(e instanceof TypeError && 'ran'); }", ran],
  'a tag that is made': 'const f = (a: string) => (b: TemplateStringsArray) => a + b[0];\ngive(f($)``);',
  as: 'give($ as string);',
  'as unknown as': 'give((($ as unknown) as { length: number }).length === $.length && $);',
  'a type in angle brackets': ['give(<string>$);', same, 'angle brackets'],
  satisfies: 'give($ satisfies string);',
  'a non-null mark': 'give($!);',
  'a non-null mark in a chain': ['give($!?.length!);', (v) => v.length],
  'an instantiation':
    'const f = (a: string) => <T,>(b: T) => [a, b] as const;\nconst g = f($)<number>;\ngive(g(1)[0]);',
  '!': ['give(!$);', () => false],
  '!!': ['give(!!$);', () => true],
  '-': ['give(String(-$.length));', (v) => String(-v.length)],
  '~ and +': ['give(~+$.length);', (v) => ~v.length],
  '++ of an element': [
    'const o: Record<string, number> = { [$]: 1 };\ngive([o[$]++, ++o[$]].join());',
    () => '1,3',
  ],
  '++ behind it': ["// @ts-ignore\ntry { ($ as any)[0]++; give('ran'); } catch { give('ran'); }", ran],
  typeof: ['give(typeof $);', () => 'string'],
  void: ["// @ts-ignore\ngive(void $ ?? 'ran');", ran],
  delete: [
    "const o: Record<string, number> = { [$]: 1 };\ndelete o[$];\ngive(Object.keys(o).length || 'ran');",
    ran,
  ],
  'delete of the call': ["// @ts-ignore\ngive(delete $ && 'ran');", ran],
  'both sides of +': ["give('<' + $ + '>');", (v) => `<${v}>`],
  'numbers beside it': ['give(1 + 2 + $ + 3);', (v) => `3${v}3`],
  'the right of *': ['give(2 * $.length ** 2);', (v) => 2 * v.length ** 2],
  'the left of +': ['give($ + 1);', (v) => `${v}1`],
  comparisons: [
    "give([$ === $, $ !== '', $ < '', '' < $, $ == $, $ >= ''].join());",
    () => 'true,true,false,true,true,true',
  ],
  '&&': 'give($ && $);',
  '||': "give(String('') || $ || 'no');",
  '??': 'const a = [null as string | null];\ngive(a[0] ?? $);',
  '?? before and behind': "// @ts-ignore\ngive($ ?? 'no');",
  comma: 'give((0 as unknown, $));',
  'comma, first': ["let a;\nfor (a = ($, 'ran'); !a; ) ;\ngive(a);", ran],
  'in, left': ["give($ in { [$]: 1 } && 'ran');", ran],
  'in, right': [
    "// @ts-ignore\ntry { give('length' in $); } catch (e) { give(e instanceof TypeError && 'ran'); }",
    ran,
  ],
  'instanceof, left': ['// @ts-ignore\ngive($ instanceof Object);', () => false],
  'instanceof, right': [
    "// @ts-ignore\ntry { give({} instanceof $); } catch (e) { give(e instanceof TypeError && 'ran'); }",
    ran,
  ],
  'a condition': "give($ ? $ : 'no');",
  'the other branch': "give(!$ ? 'no' : $);",
  'a condition in a condition': "give($ ? ($ ? $ : 'no') : 'no');",
  assignment: "let a = '';\na = $;\ngive(a);",
  'compound assignment': "let a = '';\na += $;\ngive(a);",
  'logical assignment':
    "let a: string | undefined = '';\na ||= $;\na &&= $;\nlet b: string | undefined;\nb ??= $;\ngive(a === b ? a : '');",
  'an assigned element': 'const o: Record<string, string> = {};\no[$] = $;\ngive(o[$]);',
  'an exponent': ['give($.length ** $.length > 1);', () => true],
  'import()': ["give(import($).catch(() => 'ran'));", ran],
  'new in a chain': 'give(new (class { a = $; })().a);',
  'comments around it':
    'give(/* before */ $ /* behind */);\n// $ in a comment\ngive(\n  // a line\n  $, // another\n);',
};

const classes: Readonly<Record<string, Row>> = {
  'a field': 'class A { a = $; }\ngive(new A().a);',
  'a static field': 'class A { static a = $; static b = A.a; }\ngive(A.b);',
  'a private name': [
    'class A { #a = $; static #b = $; get() { return this.#a === A.#b ? this.#a : undefined; } }\ngive(new A().get());',
    same,
    'es2015',
  ],
  'a private method': [
    'class A { #m(a = $) { return a; } m() { return this.#m(); } }\ngive(new A().m());',
    same,
    'es2015',
  ],
  'an accessor field': [
    'class A { accessor a = $; static accessor b = $; }\ngive(new A().a === A.b && A.b);',
    same,
    'es2015',
  ],
  'a computed name of a field': [
    "class A {\n  // @ts-ignore\n  [$] = 'ran';\n  // @ts-ignore\n  static [$] = 1; }\ngive((new A() as any)[$]);",
    ran,
  ],
  'a computed name of an accessor field': [
    "class A {\n  // @ts-ignore\n  accessor [$] = 'ran'; }\ngive((new A() as any)[$]);",
    ran,
    'es2015',
  ],
  'a computed name of a method in a class':
    'class A { [$]() {} }\ngive(Object.getOwnPropertyNames(A.prototype)[1]);',
  'computed names of accessors in a class':
    'class A { static get [$]() { return 1; } static set [$](a: number) { void a; } }\ngive(Object.getOwnPropertyNames(A).pop());',
  'a static block': 'class A { static a: string; static { const b = $; A.a = b; } }\ngive(A.a);',
  'a method': 'class A { m() { return $; } static async *n() { yield $; } }\ngive(new A().m());',
  'an abstract class':
    'abstract class A { abstract a: string; m(b = $) { return b; } }\nclass B extends A { a = $; }\ngive(new B().m() === new B().a && new B().a);',
  'a getter and a setter':
    "class A { b = ''; get a() { return $ + this.b; } set a(c: string) { this.b = c.slice($.length); } }\nconst x = new A(); x.a = $; give(x.a);",
  'a constructor':
    'class A { a: string; constructor(b = $) { this.a = b === $ ? b : undefined!; } }\ngive(new A().a);',
  'a parameter property':
    'class A { constructor(readonly a = $, private b = () => this.a) {} m() { return this.b(); } }\ngive(new A().m());',
  'a parameter property with a body':
    'class A { b = $; constructor(public a = $) { if (a !== this.b) this.a = undefined!; } }\ngive(new A().a);',
  super:
    'class A { constructor(readonly a: string) {} }\nclass B extends A { c = $; constructor() { super($); } }\ngive(new B().a === new B().c && new B().a);',
  'super behind a statement':
    'class A { constructor(readonly a: string) {} }\nclass B extends A { constructor(b = $) { give(b); super(b); } }\nnew B();',
  'a member of super':
    "class A { m(a: string) { return a; } }\nclass B extends A { m() { return super.m($); } n() { return (super['m' + $.slice($.length) as 'm'] as A['m'])($); } }\ngive(new B().m() === new B().n() && new B().n());",
  'an index of super': [
    "class A { [name: string]: unknown; }\n(A.prototype as any)[$] = 'ran';\nclass B extends A { m() { return super[$]; } }\ngive(new B().m());",
    ran,
  ],
  extends: 'const base = (a: string) => class { v = a; };\nclass A extends base($) {}\ngive(new A().v);',
  'extends with type arguments':
    'const base = (a: string) => class<T> { v = a; t?: T; };\nclass A extends base($)<number> {}\ngive(new A().v);',
  'extends a class expression': 'class A extends (class { a = $; }) {}\ngive(new A().a);',
  'extends of a class expression':
    'const base = (a: string) => class { v = a; };\nconst A = class B extends base($) { w = $; };\ngive(new A().v === new A().w && new A().v);',
  'a class with implements': 'interface I { a: string }\nclass A implements I { a = $; }\ngive(new A().a);',
  'a class in a function':
    'function f() { class A { static a = $; b = $; } return A.a === new A().b ? A.a : undefined; }\ngive(f());',
  'an exported class': [
    'export class A { static a = $; }\nexport abstract class B { b = $; }\ngive(A.a);',
    same,
    'es exports',
  ],
  'a decorator of a class': ['@mark($)\nclass A {}\nvoid A;', same, 'decorators'],
  'a decorator of an exported class': ['@mark($)\nexport class A {}', same, 'decorators', 'es exports'],
  'a decorator behind export': ['export @mark($) class A {}', same, 'standard decorators', 'es exports'],
  'a decorator of a class expression': ['const A = @mark($) class {};\nvoid A;', same, 'standard decorators'],
  'a decorator of a field': ['class A { @mark($) a = 1; }\nnew A();', same, 'decorators'],
  'a decorator of a method': ['class A { @mark($) m() {} }\nvoid A;', same, 'decorators'],
  'a decorator of a static method': ['class A { @mark($) static async m() {} }\nvoid A;', same, 'decorators'],
  'decorators of accessors': [
    'class A { @mark($) get a() { return 1; } set a(b) {} @mark($) set c(d: number) {} }\nvoid A;',
    same,
    'decorators',
  ],
  'a decorator of an accessor field': [
    'class A { @mark($) accessor a = 1; }\nnew A();',
    same,
    'standard decorators',
  ],
  'a decorator of a computed member': ['class A { @mark($) [$]() {} }\nvoid A;', same, 'decorators'],
  'an argument among decorators': [
    'const tag = (a: { k: string }) => mark(a.k);\n@tag({ k: $ })\n@mark($)\nclass A {}\nvoid A;',
    same,
    'decorators',
  ],
  'a decorator in brackets': ['@(((a: string) => mark(a))($))\nclass A {}\nvoid A;', same, 'decorators'],
  'a decorator of a parameter': [
    'class A { m(@mark($) a: string) { void a; } }\nvoid A;',
    same,
    'legacy decorators',
  ],
  'a decorator of a constructor’s parameter': [
    'class A { constructor(@mark($) a: string) { void a; } }\nvoid A;',
    same,
    'legacy decorators',
  ],
  'a decorator of a parameter property': [
    "class A { constructor(@mark($) readonly a = $) {} }\ngive(new A('').a || $);",
    same,
    'legacy decorators',
  ],
  'members of a decorated class': [
    '@mark($)\nclass A { static a = $; @mark($) b = $; m(c = $) { return c; } }\ngive(new A().b === A.a && new A().m() === A.a && A.a);',
    same,
    'decorators',
  ],
};

const declarations: Readonly<Record<string, Row>> = {
  'an enum member that is computed': ['enum E { A = $.length, B = 2 }\ngive(E.A);', (v) => v.length],
  // The compiler refuses a string there, and emits it all the same.
  'an enum member': 'enum E {\n  // @ts-ignore\n  A = $,\n}\ngive(E.A);',
  'an enum member in a bit mask': [
    'export enum E { A = 1 << 1, B = A | $.length, C = ($.length, 4) }\ngive(E.B);',
    (v) => v.length | 2,
    'es exports',
  ],
  'a namespace': 'namespace N { export const a = $; export let b = a; }\ngive(N.b);',
  'a statement of a namespace': 'namespace N { give($); }',
  'a dotted namespace': 'namespace N.M { export const a = $; }\ngive(N.M.a);',
  'a namespace in a namespace':
    'namespace N { export namespace M { export function f(a = $) { return a; } } }\ngive(N.M.f());',
  'an exported namespace': [
    'export namespace N { export class A { static a = $; } }\ngive(N.A.a);',
    same,
    'es exports',
  ],
  'a namespace beside a function':
    'function f() { return f.a; }\nnamespace f { export const a = $; }\ngive(f());',
  'a pattern in a namespace':
    'namespace N { export const { a = $, b } = { b: 1 } as { a?: string; b: number }; }\ngive(N.a);',
};

const modules: Readonly<Record<string, Row>> = {
  'export default': ['export default $;', same, 'es exports'],
  'export default in brackets': ['export default ($);', same, 'es exports'],
  'export default as': ['export default $ as string;', same, 'es exports'],
  'export default satisfies': ['export default $ satisfies string;', same, 'es exports'],
  'export default of an arrow': ['export default () => $;', same, 'es exports'],
  'export default of an async arrow': [
    'export default async (a = $) => { await 0; return a; };',
    same,
    'es exports',
  ],
  'export default of a function': ['export default function (a = $) { return a; }', same, 'es exports'],
  'export default of a named function': ['export default function f() { return $; }', same, 'es exports'],
  'export default of a function expression': [
    'export default (function () { return $; });',
    same,
    'es exports',
  ],
  'export default of an object': [
    'const o = { a: $ };\ngive(o.a);\nexport default { ...o, m() { return $; } };',
    same,
    'es exports',
  ],
  'export default of an array': ['export default [$][0];', same, 'es exports'],
  'export default of a call': [
    'const define = <T,>(a: { v: T }) => a.v;\nexport default define({ v: $ });',
    same,
    'es exports',
  ],
  'export default of a template': [`export default \`\${$}\`;`, same, 'es exports'],
  'export default of a condition': ["export default $ ? $ : 'no';", same, 'es exports'],
  'export default of new': ['export default new String($).toString();', same, 'es exports'],
  'export default of a member': ['export default { a: { b: $ } }.a.b;', same, 'es exports'],
  'export default of await': ['export default await $;', same, 'top-level await', 'es exports'],
  'export default of a class': [
    'export default class A { static a = $; static { give(A.a); } }',
    same,
    'es exports',
  ],
  'export default of a class without a name': [
    'export default class { static a = give($); }',
    same,
    'es exports',
  ],
  'export default of a class expression': [
    'export default (class { static { give($); } });',
    same,
    'es exports',
  ],
  'export default of a class that extends': [
    'const base = (a: string) => { give(a); return class {}; };\nexport default class extends base($) {}',
    same,
    'es exports',
  ],
  'export default of an abstract class': [
    'export default abstract class A { static a = $; static { give(A.a); } }',
    same,
    'es exports',
  ],
  'export as default': ['const a = $;\nexport { a as default, a as b };', same, 'es exports'],
  'export default of a name': ['const a = $;\nexport default a;', same, 'es exports'],
  'export function': ['export function f(a = $) { return a; }\ngive(f());', same, 'es exports'],
  'export async function': [
    'export async function f() { return $; }\nexport async function* g() { yield $; }\ngive(f());',
    same,
    'es exports',
  ],
  'export let': ["export let a = '';\na = $;\ngive(a);", same, 'es exports'],
  'export =': ['export = $;', same, 'export ='],
  'export = of an object': ['const o = { a: $ };\ngive(o.a);\nexport = { ...o, b: $ };', same, 'export ='],
  'export = of an arrow': ['export = async (a = $) => a;', same, 'export ='],
  'export = of a call': ['export = String($);', same, 'export ='],
  'export = of a class': ['export = class { static { give($); } };', same, 'export ='],
  'export = of a name': ['const a = $;\nexport = a;', same, 'export ='],
};

const elements: Readonly<Record<string, Row>> = {
  'an attribute': '<Box k={$} />;',
  'an attribute among others': '<Box a="1" k={$} {...{ b: 2 }} />;',
  'a child': '<Box>{$}</Box>;',
  'a child among others': '<Box k={<b>{$}</b>}>a {$} b</Box>;\ngive($);',
  'a spread attribute': '<Box {...{ k: $ }} />;',
  'the call as a spread attribute': 'const a = $;\n// @ts-ignore\n<Box {...$} />;\ngive(a);',
  'a spread child': "// @ts-ignore\n<Box>{...[$, '']}</Box>;\ngive($);",
  'a fragment': '<><Box>{$}</Box></>;',
  'a condition in a child': '<Box>{$ ? $ : null}</Box>;',
  'a function in an attribute': '<Box k={() => $} />;',
  'an element in an element': '<Box><Box k={$} /></Box>;\ngive($);',
  'a template in an attribute': `<Box k={\`\${$}\`} />;`,
  'a tag with a namespace': 'const a = <svg xlink:href={$}>{$}</svg>;\nvoid a;\ngive($);',
  'an element that is returned': ['export default () => <Box k={$} />;\ngive($);', same, 'es exports'],
};

function position(row: Row, ...more: readonly Need[]): Position {
  const [code, gives = same, ...needs] = typeof row === 'string' ? [row] : row;
  return { code, gives, needs: [...needs, ...more] };
}

function table(rows: Readonly<Record<string, Row>>, ...more: readonly Need[]): [string, Position][] {
  return Object.entries(rows).map(([name, row]) => [name, position(row, ...more)]);
}

/** Every syntactic position of an expression, by name; `slots.ts` tells whether one is missing. */
export const positions: ReadonlyMap<string, Position> = new Map([
  ...table(statements),
  ...table(functions),
  ...table(expressions),
  ...table(classes),
  ...table(declarations),
  ...table(modules),
  ...table(elements, 'jsx'),
]);
