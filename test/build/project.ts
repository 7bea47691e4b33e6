import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { bin, install } from '../cli/installed.js';
import type { Finished, Installed } from '../support/package.js';
import type { Files } from '../support/project.js';
import { presentCompilers, root, type ToolSet } from '../support/tools.js';

/** The compilers that `keyshape build` is run with. */
export const versions = presentCompilers('5.9', '6.0', '7.0', '7.1');
export type Version = (typeof versions)[number] | '4.9';

const classic: Partial<Record<Version, ToolSet>> = {
  '5.9': 'ts-patch-3',
  '6.0': 'ts-patch-4',
};

/** A project with the packed keyshape and one TypeScript. */
export interface BuildProject extends Installed {
  build(...args: string[]): Finished;
  /** Starts `keyshape build --watch`. */
  watch(...args: string[]): Watching;
}

export function createProject(version: Version, files: Files): BuildProject {
  const project = install(files, classic[version] ?? 'ts-patch-4');
  if (!classic[version]) {
    const fixture = join(root, 'fixtures', version === '4.9' ? 'matrix' : 'native');
    const link = join(project.folder, 'node_modules/typescript');
    rmSync(link, { recursive: true });
    symlinkSync(join(fixture, 'node_modules', `typescript-${version}`), link);
  }
  return {
    ...project,
    build: (...args) => project.node(bin, 'build', ...args),
    watch: (...args) => new Watching(project.folder, args),
  };
}

/** A build that watches. */
export class Watching {
  private text = '';
  private readonly child: ChildProcess;
  private readonly waiting = new Set<() => void>();

  constructor(folder: string, args: readonly string[]) {
    this.child = spawn(process.execPath, [join(folder, bin), 'build', '--watch', ...args], { cwd: folder });
    const take = (chunk: Buffer) => {
      this.text += chunk.toString();
      for (const look of this.waiting) look();
    };
    this.child.stdout?.on('data', take);
    this.child.stderr?.on('data', take);
  }

  /** How often it said that it was done. */
  get builds(): number {
    return this.text.match(/Found \d+ errors?\. Watching/g)?.length ?? 0;
  }

  get output(): string {
    return this.text;
  }

  /** Waits until something holds that is looked at whenever it prints. */
  async until(holds: () => boolean): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!holds()) return;
        clearTimeout(timer);
        this.waiting.delete(look);
        resolve();
      };
      const timer = setTimeout(() => reject(new Error(`waited in vain; it printed:\n${this.text}`)), 60_000);
      this.waiting.add(look);
      look();
    });
  }

  /** Ends it as a terminal does; hands back its exit code. */
  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGINT');
    return ended;
  }
}

/** A configuration that every version understands, for modules of one kind. */
export function configFor(version: Version, module: Module, more: object = {}): string {
  const { plugin = {}, ...options } = more as { readonly plugin?: object };
  return JSON.stringify({
    compilerOptions: {
      target: 'es2022',
      module,
      moduleResolution: resolutionFor(version, module),
      rootDir: 'src',
      outDir: 'out',
      strict: true,
      types: [],
      esModuleInterop: true,
      declaration: true,
      sourceMap: true,
      inlineSources: true,
      // 6.0 warns of what it will drop; the older ones do not know the key.
      ...(version === '6.0' && { ignoreDeprecations: '6.0' }),
      plugins: [{ transform: 'keyshape/transform', transformProgram: true, ...plugin }],
      ...options,
    },
    include: ['src'],
  });
}

export const modules = ['esnext', 'nodenext', 'commonjs'] as const;
export type Module = (typeof modules)[number];

function resolutionFor(version: Version, module: Module): string {
  if (module === 'nodenext') return 'nodenext';
  const isOld = version === '4.9' || version === '5.9';
  if (module === 'commonjs' || version === '4.9') return isOld ? 'node' : 'bundler';
  return 'bundler';
}

/** What Node takes `.js` files for. */
export function packageJson(module: Module): string {
  return JSON.stringify({ type: module === 'commonjs' ? 'commonjs' : 'module' });
}
