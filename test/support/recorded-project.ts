import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { versionsIn } from './clean-build.js';
import { type Installed, installProject } from './package.js';
import type { ToolSet } from './tools.js';

// A build in which nothing changed reads no type. What it takes for unchanged must be so.
export const config = (more: object = {}) =>
  JSON.stringify({
    compilerOptions: {
      target: 'es2020',
      module: 'nodenext',
      strict: true,
      incremental: true,
      rootDir: 'src',
      outDir: 'out',
      lib: ['es5'],
      types: [],
      plugins: [{ transform: 'keyshape/transform', transformProgram: true }],
      ...more,
    },
    include: ['src'],
  });
export const imports = (file: string) => JSON.stringify({ imports: { '#model': `./src/${file}.ts` } });
export const sources = {
  'tsconfig.json': config(),
  'package.json': imports('one'),
  'src/one.ts': 'export interface Model { one: number }\n',
  'src/two.ts': 'export interface Model { two: number }\n',
  'src/both.ts': "import './one.js';\nimport './two.js';\n",
  'src/main.ts':
    "import { versionOf } from 'keyshape';\nimport type { Model } from '#model';\nexport const version = versionOf<Model>();\n",
};
const tspc = 'node_modules/ts-patch/bin/tspc.js';

const buildOf = (project: Installed) => project.node(tspc, '-p', '.', '--pretty', 'false');

/** The part of keyshape that reads types, in a project's copy of it. */
export const transformerOf = (folder: string) =>
  join(folder, 'node_modules/keyshape/dist/cjs/transformer.js');

/** A project that ts-patch builds incrementally, which keyshape keeps a record of. */
export class RecordedProject {
  private readonly installed: Installed;

  constructor(private readonly tools: ToolSet) {
    this.installed = installProject(tools, sources);
  }

  get folder(): string {
    return this.installed.folder;
  }

  write(files: Readonly<Record<string, string>>): void {
    this.installed.write(files);
  }

  remove(): void {
    this.installed.remove();
  }

  build() {
    return buildOf(this.installed);
  }

  versions() {
    return versionsIn(this.folder);
  }

  /** The files that the records lie in. */
  records(): string[] {
    const folder = join(this.folder, 'node_modules/.cache/keyshape');
    return readdirSync(folder).map((name) => join(folder, name));
  }

  /** Builds, and compares with a build from nothing of the same sources. */
  expectFresh(changed: object = {}): void {
    const clean = installProject(this.tools, { ...sources, ...changed });
    try {
      expect(buildOf(clean)).toEqual({ code: 0, text: '' });
      expect(this.build()).toEqual({ code: 0, text: '' });
      expect(this.versions()).toEqual(versionsIn(clean.folder));
    } finally {
      clean.remove();
    }
  }

  /** Makes keyshape fail where it reads a type. */
  breakReader(): void {
    const path = transformerOf(this.folder);
    const text = readFileSync(path, 'utf8');
    const broken = text.replace(/function readRoots\(.*\) \{/, "$& throw new Error('a type is read');");
    expect(broken).not.toBe(text);
    writeFileSync(path, broken);
  }
}
