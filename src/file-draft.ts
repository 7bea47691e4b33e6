import {
  chmodSync,
  lstatSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * What is to become of a file: written beside it, then put into its place, so that the file is whole or as it was, whatever
 * happens between. What is a link is written where it leads, and the mode of the file stays.
 *
 * @example
 * const draft = new FileDraft(path);
 * try {
 *   draft.write(text);
 *   draft.place();
 * } finally {
 *   draft.discard();
 * }
 */
export class FileDraft {
  /** Where the text goes in the end. */
  readonly target: string;
  /** What is there now. */
  readonly replaced: Stats | undefined;
  private readonly path: string;
  private isPending = false;

  constructor(private readonly file: string) {
    const found = lstatSync(file, { throwIfNoEntry: false });
    const isLink = found?.isSymbolicLink() === true;
    this.target = isLink ? whereItLeads(file) : file;
    this.replaced = isLink ? statSync(this.target, { throwIfNoEntry: false }) : found;
    // Hidden from whatever watches the folder, and no other process has this name.
    this.path = join(dirname(this.target), `.${basename(this.target)}.${process.pid}.tmp`);
  }

  /** @throws the system's error, which names the file and not the draft that nobody has heard of */
  write(text: string): void {
    this.isPending = true;
    this.inPlace(() => {
      writeFileSync(this.path, text);
      if (this.replaced) chmodSync(this.path, this.replaced.mode & 0o777);
    });
  }

  /**
   * Puts it into its place.
   *
   * @throws the system's error
   */
  place(): void {
    this.inPlace(() => renameSync(this.path, this.target));
    this.isPending = false;
  }

  /** Removes it, unless it was put into its place. */
  discard(): void {
    if (this.isPending) rmSync(this.path, { force: true });
    this.isPending = false;
  }

  private inPlace(work: () => void): void {
    try {
      work();
    } catch (error) {
      // A full disk is said of no file at all.
      throw Object.assign(error as NodeJS.ErrnoException, { path: this.file });
    }
  }
}

/** A link that leads nowhere is replaced itself. */
function whereItLeads(link: string): string {
  try {
    return realpathSync(link);
  } catch {
    return link;
  }
}
