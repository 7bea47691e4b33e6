// Projects that the measurements build, and what a process and those below it have used.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Makes a project in a temporary folder.
 *
 * @param files - sources, by path
 * @param compilerOptions - beside those that all have
 * @param packages - where the packages lie that it has installed, by name; keyshape is always one
 */
export function createProject(files, compilerOptions, packages) {
  // Not at the second level of the disk: what lies there, `tsc --watch` of 7.0.2 does not watch.
  const parent = join(tmpdir(), 'keyshape-bench', 'projects');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'project-'));
  const config = {
    compilerOptions: {
      target: 'es2022',
      module: 'nodenext',
      strict: true,
      rootDir: 'src',
      outDir: 'out',
      types: [],
      skipLibCheck: true,
      ...compilerOptions,
    },
    include: ['src'],
  };
  const all = { ...files, 'tsconfig.json': JSON.stringify(config), 'package.json': '{ "type": "module" }' };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  mkdirSync(join(folder, 'node_modules'));
  for (const [name, home] of Object.entries({ keyshape: root, ...packages })) {
    symlinkSync(home, join(folder, 'node_modules', name));
  }
  return folder;
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** A tick of `/proc` in milliseconds, the same on every Linux of today. */
const TICK = 10;

/** The processor time of a process and of all below it, those that ended included; in milliseconds. Linux only, else NaN. */
export function processorOf(pid) {
  try {
    // The name of the program, in brackets, may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const own = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * TICK, 0);
    const below = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    );
    return below.reduce((sum, child) => sum + processorOf(child), own);
  } catch {
    return Number.NaN;
  }
}
