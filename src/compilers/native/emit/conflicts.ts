import { ProgramFiles } from '../source/program-files.js';
import type { ProjectPaths } from './output-paths.js';
import type { Outputs } from './outputs.js';
import { StockFailure } from './stock-mirror.js';

/** What `tsc` says of an output that would overwrite a source, and of one that two sources have. */
const codes: ReadonlySet<number> = new Set([5055, 5056]);

/** Keeps back the outputs that `tsc` does not write: the API makes them like all others, over the user's own JavaScript too. */
export class Conflicts {
  private readonly sources: ReadonlySet<string>;
  private readonly told: readonly string[];
  private readonly keptBack = new Set<string>();

  constructor({ opened }: ProjectPaths) {
    this.sources = new Set(ProgramFiles.of(opened.open).names);
    this.told = opened.project.program
      .getProgramDiagnostics()
      .flatMap(({ code, text }) => (codes.has(code) ? text : []));
  }

  /** The outputs that are to be written. */
  without(outputs: Outputs): Outputs {
    const others = new Map<string, string>();
    for (const [name, text] of outputs) {
      if (this.has(name) || this.has(name.replace(/\.map$/, ''))) this.keptBack.add(name);
      else others.set(name, text);
    }
    return others;
  }

  /** @throws StockFailure where any were kept back */
  assertNone(): void {
    if (this.keptBack.size === 0) return;
    throw new StockFailure(
      `not written, because a source or another output is in its place: ${[...this.keptBack].join(', ')}. Name another place, --outDir.`,
      true,
    );
  }

  private has(name: string): boolean {
    return this.sources.has(name) || this.told.some((text) => text.includes(`'${name}'`));
  }
}
