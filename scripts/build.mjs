// Builds both module formats: ES modules with the repository's own compiler, without comments (the runtime entry stays a few
// hundred bytes); CommonJS bundled from them; declarations with comments (editors show the docstrings). The result is built
// beside `dist` and put in its place at the end, so that a failed build leaves the last good one.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const root = fileURLToPath(new URL('..', import.meta.url));
const fresh = join(root, `dist.${process.pid}`);

/** What is `require`d. The command line is a program, which no one requires: it is ESM alone. */
const entries = [
  'index',
  'cache/index',
  'hosts/index',
  'hosts/ts-jest/index',
  'hosts/ts-loader/index',
  'hosts/rollup/index',
  'hosts/vite/index',
  'hosts/rolldown/index',
  'hosts/esbuild/index',
  'hosts/webpack/index',
  'hosts/rspack/index',
  'hosts/farm/index',
  'hosts/bundler/loader',
];
/**
 * What a tool loads by its default export. In Node the default of a CommonJS module is `module.exports`, whatever
 * `exports.default` says; here it is both.
 */
const loaded = new Set(['hosts/ts-jest/index', 'hosts/ts-loader/index', 'hosts/bundler/loader']);

/** What the hosts share. What user code loads where it runs (`keyshape`, `keyshape/cache`) is no part of it. */
const transformer = /^[\\/](?:calls|compilers|project|error|paths|reader|rewrite|shape|version)\b/;

function compile(project, outDir, ...options) {
  execFileSync(process.execPath, [tsc, '-p', project, '--outDir', outDir, ...options], {
    cwd: root,
    stdio: 'inherit',
  });
}

/**
 * Makes CommonJS of the ES modules: a file for each entry, and one for what the hosts share. A build loads it each time,
 * and finding and compiling a hundred files takes as long as running them.
 */
async function bundle(from, to) {
  const bundled = await rollup({
    input: Object.fromEntries(entries.map((entry) => [entry, join(from, `${entry}.js`)])),
    external: (id) => !id.startsWith('.') && !isAbsolute(id),
    onLog(level, log) {
      throw new Error(`${level} ${log.code}: ${log.message}`);
    },
  });
  await bundled.write({
    dir: to,
    format: 'cjs',
    exports: 'named',
    interop: 'auto',
    esModule: true,
    footer: ({ name }) =>
      loaded.has(name) ? 'module.exports = Object.assign(exports.default, exports);' : '',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    manualChunks: (id) => (transformer.test(id.slice(from.length)) ? 'transformer' : undefined),
  });
  await bundled.close();
}

/** Puts a hash of the compiled code in place of `buildId`, which is in one file. */
function stamp(folder) {
  const names = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.js'))
    .sort();
  const texts = new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const hash = createHash('sha256');
  for (const [name, text] of texts) hash.update(name).update(text);
  const build = hash.digest('hex').slice(0, 16);
  const filled = names.filter((name) => {
    const text = texts.get(name);
    const stamped = text.replace("buildId = 'not built'", `buildId = '${build}'`);
    if (stamped !== text) writeFileSync(join(folder, name), stamped);
    return stamped !== text;
  });
  if (filled.length !== 1)
    throw new Error(`a build id to fill in, in ${filled.length} files of ${folder}: ${filled}`);
}

try {
  const [esm, cjs] = [join(fresh, 'esm'), join(fresh, 'cjs')];
  mkdirSync(cjs, { recursive: true });
  writeFileSync(join(cjs, 'package.json'), '{ "type": "commonjs" }\n');
  compile('tsconfig.json', esm, '--removeComments');
  compile('tsconfig.json', esm, '--declaration', '--emitDeclarationOnly');
  compile('scripts/tsconfig.cjs.json', cjs, '--declaration', '--emitDeclarationOnly');
  await bundle(esm, cjs);
  stamp(esm);
  stamp(cjs);
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(fresh, join(root, 'dist'));
} catch (error) {
  // The compiler has said what is wrong; anything else is shown.
  if (error.status === undefined) console.error(error);
  process.exitCode = 1;
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
