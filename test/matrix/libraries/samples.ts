import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { librariesFolder, models } from './models.js';

/** What `JSON.stringify` did with a value that the library itself made. */
export type Sample = { readonly json: string } | { readonly throws: string };

/** By model and root. */
export type Samples = Readonly<Record<string, Readonly<Record<string, Sample>>>>;

const runner = `
const all = {};
for (const name of process.argv.slice(2)) {
  const { samples } = await import('./models/' + name + '.js');
  const found = (all[name] = {});
  for (const [root, make] of Object.entries(samples ?? {})) {
    const value = await make();
    try {
      found[root] = { json: JSON.stringify(value) };
    } catch (error) {
      found[root] = { throws: String(error) };
    }
  }
}
console.log(JSON.stringify(all));
process.exit(0);
`;

/** Runs the models' \`samples\`, in a process of their own: many libraries are ES modules, which Jest's sandbox has not. */
export function runSamples(): Samples {
  const cache = join(librariesFolder, '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'samples-'));
  try {
    for (const part of ['models', 'prisma-client']) transpile(part, folder);
    writeFileSync(join(folder, 'run.js'), runner);
    const names = models.map(({ name }) => name);
    return JSON.parse(
      execFileSync(process.execPath, ['run.js', ...names], { cwd: folder, encoding: 'utf8' }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function transpile(part: string, folder: string): void {
  for (const name of readdirSync(join(librariesFolder, part), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const { outputText } = ts.transpileModule(readFileSync(join(librariesFolder, part, name), 'utf8'), {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2022,
        experimentalDecorators: true,
      },
    });
    const target = join(folder, part, name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
}
