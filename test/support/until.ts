/** Waits until a question is answered. */
export async function until<T>(ask: () => T | undefined, what: () => string, timeout = 30_000): Promise<T> {
  for (const end = Date.now() + timeout; Date.now() < end; ) {
    const answer = ask();
    if (answer !== undefined) return answer;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(`waited too long: ${what()}`);
}
