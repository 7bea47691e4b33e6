import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { comparable } from '../../src/cli/verify/comparable.js';
import { piecesIn } from '../../src/cli/verify/pieces.js';
import { root } from '../support/tools.js';

/** Where the compiler sees strings, and what they say. */
function expected(name: string, text: string): readonly (readonly [number, string])[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JSX);
  const found: [number, string][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push([node.getStart(file), node.text]);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function actual(text: string): readonly (readonly [number, string])[] {
  return piecesIn(text).flatMap(({ kind, start, value }) =>
    value === undefined || kind === 'template part' ? [] : [[start, value] as const],
  );
}

function scriptsIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.[cm]?js$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

test.each([
  'magic-string',
  '@jridgewell',
  'fast-check',
  'ioredis',
  'jest-diff',
  'pure-rand',
  'semver',
  'yargs',
])('strings stand where the compiler sees them: %s', (name) => {
  const files = scriptsIn(join(root, 'node_modules', name));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    expect({ file, strings: actual(text) }).toEqual({ file, strings: expected(file, text) });
  }
});

test.each([
  'a = b / "c" / d; e = f() / "g"; h = i[0] / "j"; k = l++ / "m"',
  'if (a) /"/.test("b"); while (c) /[/"]/.exec("d"); return /"/g.test(`e`)',
  'f = { a: 1 } / "b"; function g() {} /"/.test("c"); () => {}\n/"/.test("d")',
  'a.if (b) / "c" / d; x = y.return / "z"',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: JavaScript with a template in it
  '`a${"b"}c${{ d: `e${"f"}` }["g"]}h` + "i"',
  '"\\u0041\\x41\\u{1f600}\\n\\\n" + \'it\\\'s\' + "\\0"',
  '#!/usr/bin/env node "a"\nimport "b"; // "c"\n/* "d" */ "e" <!-- 0',
  'class A { static { "b"; } #c = "d"; "e" = 1; get "f"() { return this.#c / "g"; } }',
  'v = <p a="b" c={"d"}>it\'s {"e"} <q.r/> <>"f" {`g`}</> / </p>; h = "i" < "j"',
  'v = a ? <b c=\'"\'/> : <d {...{ "e": "f" }}>{/* " */}<g h=<i j="k"/>/></d>',
  'if(a){}/"/.test("b"); a = b\n++/"/.exec("c")',
  'x=a?/"/.test("b"):{}/"c"/1; do/"/.test("d");while(1)/"/.test("e")',
  'x = a < b / "c"; y = 1.5e3 / .5 / "d"; z = 0xfn / "e"; w = a?.5 : "f"',
])('%s', (text) => {
  expect(actual(text)).toEqual(expected('a.jsx', text));
});

test('specifiers, comments and quotes make no difference', () => {
  const texts = (text: string) => comparable(piecesIn(text)).map((piece) => piece.text);
  expect(texts('import a from "b"; export * from "c"; d = require("e"); await import("f")')).toEqual(
    texts("import a from '@/b.js' // 1\n; export * from './c'; d = require(`./e`); await import('g')"),
  );
  expect(texts('f.require("a")')).not.toEqual(texts('f.require("b")'));
});
