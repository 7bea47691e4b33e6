// The package as it would be published: what publint and "are the types wrong" say of it, and a budget for its size.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { pack } from './pack.mjs';

const BUDGET = { packed: 600_000, unpacked: 2_600_000 };

const folder = await pack();
const failures = [];

const { messages, pkg } = await publint({ pkgDir: folder, strict: true, pack: false });
for (const message of messages) failures.push(`publint: ${formatMessage(message, pkg)}`);

const archive = join(dirname(folder), `keyshape-${pkg.version}.tgz`);
const attw = join(
  dirname(createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json')),
  'dist/index.js',
);
try {
  execFileSync(process.execPath, [attw, archive, '--format', 'ascii', '--no-emoji'], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
} catch (error) {
  failures.push(`@arethetypeswrong/cli:\n${error.stdout}${error.stderr}`);
}

const files = readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, name)));
const sizes = {
  packed: statSync(archive).size,
  unpacked: files.reduce((sum, status) => sum + (status.isFile() ? status.size : 0), 0),
};
for (const [kind, size] of Object.entries(sizes)) {
  console.log(`${kind}: ${Math.round(size / 1000)} kB of ${BUDGET[kind] / 1000} kB`);
  if (size > BUDGET[kind])
    failures.push(`${kind} size: ${size} bytes are over the budget of ${BUDGET[kind]}`);
}

console.log(failures.length === 0 ? 'ok: the package' : `\n${failures.join('\n')}`);
process.exitCode = failures.length === 0 ? 0 : 1;
