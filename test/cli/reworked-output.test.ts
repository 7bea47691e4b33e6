import { transformSync } from '@swc/core';
import { findingsOf } from '../../src/cli/verify/result.js';
import { built, changeAddress, sources, stale } from './service.js';
import { config, plant, summary, type Tree } from './tree.js';

let tree: Tree;
afterEach(() => tree.dispose());

describe('output that was worked on after the compiler', () => {
  const reworked = (text: string) => text.replace('"use strict";', '"use strict"; globalThis.here = 1;');

  test('without a source map it cannot be located', () => {
    tree = built();
    tree.edit('out/main.js', reworked);
    const [first] = findingsOf(tree.verify());
    expect(summary(tree.verify())).toHaveLength(4);
    expect(first).toMatchObject({
      kind: 'not-located',
      reason: expect.stringMatching(/no source map.*line 1/),
    });
  });

  test.each([
    { sourceMap: true },
    { sourceMap: true, inlineSources: true, sourceRoot: '/x', mapRoot: 'https://maps.test' },
    { inlineSourceMap: true, newLine: 'crlf', target: 'es5' },
    { sourceMap: true, module: 'esnext', moduleResolution: 'bundler' },
  ])('with a source map it is read through it: %j', (options) => {
    tree = built(options);
    const append = (text: string) => `${text}\nglobalThis.here = 1;\n`;
    tree.edit('out/main.js', append);
    expect(summary(tree.verify())).toEqual([]);
    changeAddress(tree);
    expect(summary(tree.verify())).toEqual(stale);
    tree.build('tsconfig.json', 'plain');
    tree.edit('out/main.js', append);
    expect(summary(tree.verify())).toHaveLength(4);
    expect(findingsOf(tree.verify()).map(({ kind }) => kind)).toEqual(Array(4).fill('not-replaced'));
  });

  test('a minifier that keeps the map', () => {
    tree = built({ sourceMap: true, inlineSources: true });
    const minify = () => {
      const { code, map } = transformSync(tree.read('out/main.js'), {
        filename: 'main.js',
        inputSourceMap: tree.read('out/main.js.map'),
        sourceMaps: true,
        minify: true,
        jsc: { minify: { compress: false, mangle: true }, target: 'es2020' },
      });
      tree.write({ 'out/main.js': code, 'out/main.js.map': map! });
    };
    minify();
    expect(summary(tree.verify())).toEqual([]);
    changeAddress(tree);
    expect(summary(tree.verify())).toEqual(stale);
  });

  test('a source edited since is not read at the wrong place', () => {
    tree = built({ sourceMap: true, inlineSources: true });
    tree.edit('out/main.js', reworked);
    tree.edit('src/main.ts', (text) => `\n${text}`);
    expect(findingsOf(tree.verify())[0]).toMatchObject({
      kind: 'not-located',
      reason: 'the file was edited after the output was written',
    });
  });

  test.each(['commonjs', 'esnext'])('path aliases that were written out (%s)', (module) => {
    tree = plant({
      ...sources,
      'src/main.ts': sources['src/main.ts']
        .replace('./model.js', '@/model.js')
        .concat("import { here } from '@/here.js';\nconsole.log(here);\n"),
      'src/here.ts': 'export const here = 1;\n',
      'tsconfig.json': config({
        module,
        moduleResolution: module === 'esnext' ? 'bundler' : 'node10',
        baseUrl: '.',
        paths: { '@/*': ['./src/*'] },
      }),
    });
    tree.build();
    tree.edit('out/main.js', (text) => text.replace('@/', './'));
    expect(summary(tree.verify())).toEqual([]);
    changeAddress(tree);
    expect(summary(tree.verify())).toHaveLength(2);
  });

  test('a formatter changes nothing that counts', () => {
    tree = built({ target: 'es2015' });
    tree.edit(
      'out/main.js',
      (text) => `/* banner */\n${text.replaceAll('"', "'").replaceAll(';\n', '; // end\n\n')}`,
    );
    expect(summary(tree.verify())).toEqual([]);
  });
});
