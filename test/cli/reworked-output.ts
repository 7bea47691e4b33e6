import { transformSync } from '@swc/core';
import { findingsOf } from '../../src/cli/verify/result.js';
import { built, changeAddress, sources, stale } from './service.js';
import { config, type Plant, summary, type Tree } from './tree.js';

/**
 * Output that something has worked on after the compiler.
 *
 * @param plant - makes a tree
 * @param oldest - options for the oldest output that the compiler makes
 */
export function reworkedOutput(plant: Plant, oldest: object): void {
  let tree: Tree;
  afterEach(() => tree.dispose());

  describe('output that was worked on after the compiler', () => {
    const reworked = (text: string) => text.replace('"use strict";', '"use strict"; globalThis.here = 1;');

    test('without a source map it cannot be located', async () => {
      tree = await built(plant);
      tree.edit('out/main.js', reworked);
      const [first] = findingsOf(await tree.verify());
      expect(summary(await tree.verify())).toHaveLength(4);
      expect(first).toMatchObject({
        kind: 'not-located',
        reason: expect.stringMatching(/no source map.*line 1/),
      });
    });

    test.each([
      { sourceMap: true },
      { sourceMap: true, inlineSources: true, sourceRoot: '/x', mapRoot: 'https://maps.test' },
      { inlineSourceMap: true, newLine: 'crlf', ...oldest },
      { sourceMap: true, module: 'esnext', moduleResolution: 'bundler' },
    ])('with a source map it is read through it: %j', async (options) => {
      tree = await built(plant, options);
      const append = (text: string) => `${text}\nglobalThis.here = 1;\n`;
      tree.edit('out/main.js', append);
      expect(summary(await tree.verify())).toEqual([]);
      changeAddress(tree);
      expect(summary(await tree.verify())).toEqual(stale);
      await tree.build('tsconfig.json', 'plain');
      tree.edit('out/main.js', append);
      expect(summary(await tree.verify())).toHaveLength(4);
      expect(findingsOf(await tree.verify()).map(({ kind }) => kind)).toEqual(Array(4).fill('not-replaced'));
    });

    test('a minifier that keeps the map', async () => {
      tree = await built(plant, { sourceMap: true, inlineSources: true });
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
      expect(summary(await tree.verify())).toEqual([]);
      changeAddress(tree);
      expect(summary(await tree.verify())).toEqual(stale);
    });

    test('a source edited since is not read at the wrong place', async () => {
      tree = await built(plant, { sourceMap: true, inlineSources: true });
      tree.edit('out/main.js', reworked);
      tree.edit('src/main.ts', (text) => `\n${text}`);
      expect(findingsOf(await tree.verify())[0]).toMatchObject({
        kind: 'not-located',
        reason: 'the file was edited after the output was written',
      });
    });

    test.each(['commonjs', 'esnext'])('path aliases that were written out (%s)', async (module) => {
      tree = plant({
        ...sources,
        'src/main.ts': sources['src/main.ts']
          .replace('./model.js', '@/model.js')
          .concat("import { here } from '@/here.js';\nconsole.log(here);\n"),
        'src/here.ts': 'export const here = 1;\n',
        'tsconfig.json': config({
          module,
          ...(module === 'esnext' && { moduleResolution: 'bundler' }),
          paths: { '@/*': ['./src/*'] },
        }),
      });
      await tree.build();
      tree.edit('out/main.js', (text) => text.replace('@/', './'));
      expect(summary(await tree.verify())).toEqual([]);
      changeAddress(tree);
      expect(summary(await tree.verify())).toHaveLength(2);
    });

    test('a formatter changes nothing that counts', async () => {
      tree = await built(plant, { target: 'es2015' });
      tree.edit(
        'out/main.js',
        (text) => `/* banner */\n${text.replaceAll('"', "'").replaceAll(';\n', '; // end\n\n')}`,
      );
      expect(summary(await tree.verify())).toEqual([]);
    });
  });
}
