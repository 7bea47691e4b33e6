// Builds both module formats with the repository's own compiler: JavaScript without comments (the runtime entry
// stays a few hundred bytes), declarations with them (editors show the docstrings).
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const root = new URL('..', import.meta.url);

function compile(...options) {
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.json', ...options], { cwd: root, stdio: 'inherit' });
}

rmSync(new URL('dist', root), { recursive: true, force: true });
for (const [format, ...options] of [
  ['esm', '--outDir', 'dist/esm'],
  ['cjs', '--outDir', 'dist/cjs', '--module', 'commonjs', '--moduleResolution', 'node10', '--verbatimModuleSyntax', 'false'],
]) {
  compile(...options, '--removeComments');
  compile(...options, '--declaration', '--emitDeclarationOnly');
  if (format === 'cjs') {
    mkdirSync(new URL('dist/cjs', root), { recursive: true });
    writeFileSync(new URL('dist/cjs/package.json', root), '{ "type": "commonjs" }\n');
  }
}
