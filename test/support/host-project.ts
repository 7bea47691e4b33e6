import type { Files } from './project.js';

/** The compiler options under which the project of `freshness-project.ts` compiles in every host. */
export const compilerOptions = {
  target: 'es2020',
  module: 'commonjs',
  moduleResolution: 'node10',
  strict: true,
  rootDir: 'src',
  outDir: 'out',
  lib: ['es5'],
  types: [],
  skipLibCheck: true,
  resolveJsonModule: true,
  esModuleInterop: true,
  ignoreDeprecations: '5.0',
};

/** The project's `tsconfig.json`; the entry of the plugin is for the clean build, the hosts themselves pass it over. */
export function tsconfig(more: object = {}): string {
  return JSON.stringify({
    compilerOptions: {
      ...compilerOptions,
      plugins: [{ transform: 'keyshape/transform', transformProgram: true }],
      ...more,
    },
    include: ['src', 'src/data.json'],
    exclude: ['**/*.test.ts'],
  });
}

/** Puts edits together, a few in each group: a build for each group tells about every edit of it. */
export function grouped(
  edits: Readonly<Record<string, Files>>,
  size: number,
): readonly (readonly [string, Files])[] {
  const all = Object.entries(edits);
  const groups: [string, Files][] = [];
  for (let first = 0; first < all.length; first += size) {
    const group = all.slice(first, first + size);
    groups.push([
      group.map(([name]) => name).join(', '),
      Object.assign({}, ...group.map(([, files]) => files)),
    ]);
  }
  return groups;
}
