// Measured by hosts.mjs: hands every module of a project to what all bundlers have in common, or only reads them.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const [which, path] = process.argv.slice(2);
const bundler = which === 'ours' ? require(path).createBundler('bench', undefined) : undefined;
for (const name of readdirSync('src')) {
  const file = join(process.cwd(), 'src', name);
  bundler?.transform(readFileSync(file, 'utf8'), file);
}
process.exit();
