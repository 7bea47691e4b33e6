// Builds both module formats with the repository's own compiler: JavaScript without comments (the runtime entry
// stays a few hundred bytes), declarations with them (editors show the docstrings). The result is built beside `dist` and
// put in its place at the end, so that a failed build leaves the last good one.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const root = fileURLToPath(new URL('..', import.meta.url));
const fresh = join(root, `dist.${process.pid}`);
// The command line is a program, and no one requires it: it is built as ESM alone.
const formats = [
  { name: 'esm', project: 'tsconfig.json' },
  { name: 'cjs', project: 'scripts/tsconfig.cjs.json' },
];

/**
 * What a tool loads by its default export. In Node the default of a CommonJS module is `module.exports`, whatever
 * `exports.default` says; here it is both.
 */
const loaded = ['hosts/ts-jest/index.js', 'hosts/ts-loader/index.js'];

/** Puts a hash of the compiled code in place of `buildId`. */
function stamp(folder) {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true }).sort()) {
    if (name.endsWith('.js')) hash.update(name).update(readFileSync(join(folder, name)));
  }
  const path = join(folder, 'version.js');
  const text = readFileSync(path, 'utf8');
  const stamped = text.replace("'not built'", `'${hash.digest('hex').slice(0, 16)}'`);
  if (stamped === text) throw new Error(`no build id to fill in: ${path}`);
  writeFileSync(path, stamped);
}

try {
  for (const { name, project } of formats) {
    const outDir = join(fresh, name);
    mkdirSync(outDir, { recursive: true });
    if (name === 'cjs') writeFileSync(join(outDir, 'package.json'), '{ "type": "commonjs" }\n');
    for (const part of [['--removeComments'], ['--declaration', '--emitDeclarationOnly']]) {
      execFileSync(process.execPath, [tsc, '-p', project, '--outDir', outDir, ...part], {
        cwd: root,
        stdio: 'inherit',
      });
    }
    if (name === 'cjs')
      for (const entry of loaded)
        appendFileSync(join(outDir, entry), 'module.exports = Object.assign(exports.default, exports);\n');
    stamp(outDir);
  }
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(fresh, join(root, 'dist'));
} catch (error) {
  // The compiler has said what is wrong; anything else is shown.
  if (error.status === undefined) console.error(error);
  process.exitCode = 1;
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
