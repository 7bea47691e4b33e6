import { KeyshapeError } from '../error.js';
import { ShapeError } from '../shape/error.js';

/** What the system's error codes mean to a person, and what to do. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied; let this user in, or run as one who may',
  EPERM: 'the system does not permit it; look at its owner and mode',
  EROFS: 'the file system is read-only; name a place that can be written, --outDir',
  ENOSPC: 'the disk is full; make room',
  EDQUOT: 'the quota is used up; make room',
  EMFILE: 'too many files are open; raise the limit (ulimit -n)',
  ENFILE: 'too many files are open on this machine',
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'it is a folder; move it away, or name another place',
  EEXIST: 'something else is there; move it away',
  ENOTEMPTY: 'the folder is not empty',
  ELOOP: 'its symbolic links go in a circle; mend them',
  ENAMETOOLONG: 'the path is too long',
  EBUSY: 'something else uses it',
  ENXIO: 'it is no regular file',
  ENOMEM: 'there is not enough memory',
};

/** An error of the system: a file that cannot be read or written, most of all. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { readonly code: string } {
  // By what it has: in a context of its own (`node:vm`, a test runner) the system's errors are of another `Error`.
  return (
    typeof error === 'object' &&
    error !== null &&
    'syscall' in error &&
    'code' in error &&
    typeof error.code === 'string'
  );
}

/** Whether an error says that nothing lies at a path. */
export function isAbsent(error: unknown): boolean {
  return isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/**
 * Does something to a draft of a file. An error of the system about the draft, which the user has never heard of, or about
 * no file at all (a full disk), is thrown as one about the file.
 *
 * @throws what the work throws
 */
export function inPlaceOf<Result>(name: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw isSystemError(error) ? Object.assign(error, { path: name }) : error;
  }
}

/** Why the system refused something. */
export function reasonOf(error: unknown): string {
  if (!isSystemError(error)) return error instanceof Error ? error.message : String(error);
  return `${reasons[error.code] ?? error.message} (${error.code})`;
}

/**
 * An error in words for the person who ran the command: never with a stack, which is for those who work on keyshape
 * (`KEYSHAPE_DEBUG=1`).
 */
export function describeError(error: unknown): string {
  const stack = process.env.KEYSHAPE_DEBUG && error instanceof Error ? `\n${error.stack}` : '';
  if (isSystemError(error)) {
    const what = error.path === undefined ? `cannot ${error.syscall}` : `cannot use ${error.path}`;
    const way = error.syscall === 'mkdtemp' ? '. Name a folder that can be written in TMPDIR' : '';
    return `${what}: ${reasonOf(error)}${way}${stack}`;
  }
  const text = error instanceof Error ? error.message : String(error);
  // Ours say what a user does about them.
  if (error instanceof KeyshapeError && !(error instanceof ShapeError))
    return `${text.replace(/^error /, '')}${stack}`;
  return `${text}\nThis is a fault of keyshape, or of a compiler that it runs. KEYSHAPE_DEBUG=1 shows where it happened.${stack}`;
}
