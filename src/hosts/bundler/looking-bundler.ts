import { NotedDisk } from '../noted-disk.js';
import type { Bundler, Outcome } from './bundler.js';

/** A bundler in a process that stays from one build to the next and that nothing tells what changed: it looks at the disk itself. */
export class LookingBundler {
  private readonly disk = new NotedDisk();

  constructor(private readonly bundler: Bundler) {}

  /** Takes in what changed on the disk, and says whether anything did. */
  refresh(): boolean {
    const isOther = this.disk.differs();
    if (isOther) this.bundler.update();
    return isOther;
  }

  /** Replaces the calls in a module; see {@link Bundler.transform}. */
  transform(text: string, path: string): Outcome | undefined {
    const started = Date.now();
    const outcome = this.bundler.transform(text, path);
    // A file without a call may be given one: what its project was read from is looked at too.
    const read = this.bundler.dependencies(path);
    if (read) this.disk.note(read, started);
    return outcome;
  }
}
