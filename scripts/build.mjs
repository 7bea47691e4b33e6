// Builds both module formats: the repository's own compiler makes modules without comments (the runtime entry stays a few
// hundred bytes), of which each format is bundled; declarations have comments (editors show the docstrings). The result is built
// beside `dist` and put in its place at the end, so that a failed build leaves the last good one.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';
import ts from 'typescript';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const root = fileURLToPath(new URL('..', import.meta.url));
const fresh = join(root, `dist.${process.pid}`);

/** What is `require`d and imported. */
const entries = [
  'index',
  'cache/index',
  'hosts/index',
  'hosts/jest/index',
  'hosts/nest/index',
  'hosts/next/index',
  'hosts/next/loader',
  'hosts/bun/index',
  'hosts/bun/preload',
  'hosts/register/index',
  'hosts/register/thread',
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
/** The command line is a program, which no one requires: it is ESM alone. */
const program = ['cli/main'];
/** What tests and measurements import of the package as it is shipped; a file of a line or two each. */
const inner = [
  'cli/run',
  'cli/project-compiler',
  'cli/build/native/pass',
  'cli/verify/native/subjects',
  'cli/verify/verify',
  'compilers/classic/read-types',
  'compilers/native/read-types',
  'lock/read',
  'lock/write',
  'project/native/workspace',
  'shape/compare/diff',
  'shape/compare/readability',
  'shape/index',
];
/**
 * What a tool loads by its default export. In Node the default of a CommonJS module is `module.exports`, whatever
 * `exports.default` says; here it is both.
 */
const loaded = new Set([
  'hosts/jest/index',
  'hosts/ts-jest/index',
  'hosts/ts-loader/index',
  'hosts/bundler/loader',
  'hosts/next/loader',
]);

/** What entries share. What user code loads where it runs (`keyshape`, `keyshape/cache`) is no part of it. */
const shared = /^[\\/](?:calls|compilers|disk|project|error|paths|reader|rewrite|shape|version)\b/;
/** At the depth of its modules, one of which looks for `index.js` from where it lies. */
const verify = { name: 'cli/verify/bundle/verify', modules: /^[\\/]cli[\\/]verify\b/ };
/** What is run and never imported. */
const cli = /^[\\/]cli\b/;
/**
 * From where all is reached that a build on TypeScript 7 needs until the server opens the project: chunks of their own, so that the
 * rest is loaded while the server works.
 */
const first = ['cli/start.js', 'cli/build/command.js'];

function compile(project, outDir, ...options) {
  execFileSync(process.execPath, [tsc, '-p', project, '--outDir', outDir, ...options], {
    cwd: root,
    stdio: 'inherit',
  });
}

/**
 * Puts together what is loaded together: a file for each entry, and one for each of what they share; what the transformer has no use
 * for is not loaded with it. A build loads it each time, and finding and compiling a hundred files takes as long as running them.
 */
async function bundle(from, to, input, output) {
  const transformer = await usedBy(from, 'hosts/index');
  const bundled = await treeOf(from, input);
  let opening;
  await bundled.write({
    dir: to,
    ...output,
    hoistTransitiveImports: false,
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    manualChunks(id, { getModuleInfo }) {
      const path = id.slice(from.length);
      if (verify.modules.test(path)) return verify.name;
      opening ??= new Set(first.flatMap((one) => reachedFrom(join(from, one), getModuleInfo)));
      const opens = opening.has(id);
      if (opens && cli.test(path)) return 'command-line';
      if (!opens && !shared.test(path)) return undefined;
      if (opens) return transformer.has(id) ? 'base' : 'server';
      return transformer.has(id) ? 'transformer' : 'project';
    },
  });
  await bundled.close();
}

/** A file of ASCII is read, and held, a byte a character. What is beyond stands in texts and patterns alone. */
const ascii = {
  name: 'ascii',
  renderChunk: (code) =>
    code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
};

/** The modules that are loaded for some entries. */
function treeOf(from, input) {
  return rollup({
    input: Object.fromEntries(input.map((entry) => [entry, join(from, `${entry}.js`)])),
    external: (id) => !id.startsWith('.') && !isAbsolute(id),
    // As package.json says: a module of which nothing is used is not loaded.
    treeshake: { moduleSideEffects: false },
    plugins: [ascii],
    onLog(level, log) {
      throw new Error(`${level} ${log.code}: ${log.message}`);
    },
  });
}

/** The modules of which an entry uses anything: those that it would be loaded with if there were no other. */
async function usedBy(from, entry) {
  const tree = await treeOf(from, [entry]);
  const { output } = await tree.generate({ format: 'es' });
  await tree.close();
  return new Set(output.flatMap(({ modules }) => Object.keys(modules)));
}

/** A module and all that it imports, however far, but for what it loads later. */
function reachedFrom(id, getModuleInfo) {
  const reached = new Set([id]);
  for (const one of reached) for (const other of getModuleInfo(one)?.importedIds ?? []) reached.add(other);
  return [...reached];
}

const commonJs = {
  format: 'cjs',
  exports: 'named',
  interop: 'auto',
  esModule: true,
  footer: ({ name }) => (loaded.has(name) ? 'module.exports = Object.assign(exports.default, exports);' : ''),
};

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

/** Leaves the declarations that those of the entries lead to: nobody can import what else there is. */
function pruneDeclarations(folder) {
  const reached = new Set(entries.map((entry) => join(folder, `${entry}.d.ts`)));
  for (const file of reached) {
    for (const { fileName } of ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
      if (fileName.startsWith('.')) reached.add(join(dirname(file), fileName.replace(/\.js$/, '.d.ts')));
    }
  }
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = join(folder, name);
    if (name.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
  }
}

try {
  const [modules, esm, cjs] = ['modules', 'esm', 'cjs'].map((name) => join(fresh, name));
  mkdirSync(cjs, { recursive: true });
  writeFileSync(join(cjs, 'package.json'), '{ "type": "commonjs" }\n');
  compile('tsconfig.json', modules, '--removeComments');
  compile('tsconfig.json', esm, '--declaration', '--emitDeclarationOnly');
  compile('scripts/tsconfig.cjs.json', cjs, '--declaration', '--emitDeclarationOnly');
  pruneDeclarations(esm);
  pruneDeclarations(cjs);
  await bundle(modules, esm, [...entries, ...program, ...inner], { format: 'es' });
  await bundle(modules, cjs, entries, commonJs);
  rmSync(modules, { recursive: true });
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
