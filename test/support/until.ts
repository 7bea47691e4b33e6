const pause = () => new Promise((done) => setTimeout(done, 50));

/**
 * Waits until an expectation holds: a watching build may run more than once for what was written together, and the last
 * run is what counts. Fails as the expectation does.
 */
export async function eventually(expectation: () => void | Promise<void>, timeout = 30_000): Promise<void> {
  for (const end = Date.now() + timeout; ; ) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await pause();
  }
}
