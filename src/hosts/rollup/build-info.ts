import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import type ts = require('typescript');

import type { HostedProgram } from '../../project/index.js';

/** The record by which the next incremental build knows what this one did. */
export interface BuildInfo {
  /** Takes it from disk while a build is under way. */
  putAside(hosted: HostedProgram | undefined): void;
  /** Puts it back; the plugin then writes its own over it, if anything changed. */
  putBack(): void;
}

interface Compiler {
  getTsBuildInfoEmitOutputFilePath?(options: ts.CompilerOptions): string | undefined;
}

/**
 * Keeps `.tsbuildinfo` true to `.rollup.cache`. The plugin stores outputs when the compiler emits and the record when
 * the bundle is done; after a build that failed in between, the old record would vouch for outputs of another state.
 */
export function createBuildInfo(): BuildInfo {
  let aside: { readonly path: string; readonly text: string } | undefined;
  return {
    putAside(hosted) {
      if (!hosted) return;
      const compiler: Compiler = hosted.compiler;
      const path = compiler.getTsBuildInfoEmitOutputFilePath?.(hosted.program.getCompilerOptions());
      if (path === undefined || !existsSync(path)) return;
      aside = { path, text: readFileSync(path, 'utf8') };
      rmSync(path);
    },
    putBack() {
      if (aside && !existsSync(aside.path)) writeFileSync(aside.path, aside.text);
      aside = undefined;
    },
  };
}
