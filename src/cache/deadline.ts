/** More than this a timer does not take: it would be over at once. */
const longest = 2 ** 31 - 1;

/** Rejects with a `TimeoutError` when `work` takes longer than so many milliseconds; `Infinity` waits for ever. */
export function within<T>(timeout: number, work: Promise<T>): Promise<T> {
  if (timeout > longest) return work;
  return new Promise((resolve, reject) => {
    let timer = setTimeout(() => {
      // The answer may lie in the socket, unread, because this process was busy: one more turn takes it out.
      timer = setTimeout(() => reject(new TimeoutError(timeout)), 0);
    }, timeout);
    work.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

/** The cache did not answer in time. What it was asked to do may still happen. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';

  constructor(timeout: number) {
    super(`keyshape: the cache did not answer within ${timeout} ms`);
  }
}
