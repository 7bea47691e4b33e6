import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  lstatSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * A new text for a file: written beside it, then put into its place, so that the file is whole or as it was, whatever
 * happens between. A link is followed, and the mode and the owner of the file stay.
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
    this.path = join(dirname(this.target), draftName(basename(this.target)));
  }

  /** @throws the system's error, which names the file and not the draft that nobody has heard of */
  write(text: string): void {
    const { path, replaced } = this;
    this.isPending = true;
    this.inPlace(() => {
      // To rename a file over another needs no right to write that one.
      if (replaced) accessSync(this.target, constants.W_OK);
      writeFileSync(path, text);
      // Only root may give files away.
      if (replaced && process.getuid?.() === 0) chownSync(path, replaced.uid, replaced.gid);
      if (replaced) chmodSync(path, replaced.mode & 0o777);
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
      // The error of a full disk names no file at all.
      throw Object.assign(error as NodeJS.ErrnoException, { path: this.file });
    }
  }
}

/** The most bytes that a name may have, on most file systems. */
const LONGEST_NAME = 255;

/** Hidden from whatever watches the folder, and no other process has this name. */
function draftName(name: string): string {
  const nameFor = (stem: string) => `.${stem}.${process.pid}.tmp`;
  const isFitting = Buffer.byteLength(nameFor(name)) <= LONGEST_NAME;
  return nameFor(isFitting ? name : createHash('sha256').update(name).digest('hex'));
}

/** Where a link leads, though nothing may be there yet; the link itself where it leads in a circle. */
function whereItLeads(link: string): string {
  try {
    return realpathSync(link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return link;
    const next = resolve(realpathSync(dirname(link)), readlinkSync(link));
    return lstatSync(next, { throwIfNoEntry: false })?.isSymbolicLink() ? whereItLeads(next) : next;
  }
}
