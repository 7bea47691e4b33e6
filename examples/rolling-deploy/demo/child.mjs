// The processes of the demo. Each says `{ ready }` once, answers requests `{ id, body }` with the same id, and ends
// when its channel closes: so none outlives the demo, however the demo ends.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const patience = 3000;

/** @type {Set<Child>} */
const running = new Set();

export class Child {
  /** What the process said when it was ready. @type {any} */
  ready;
  /** Answers what the process asks the database. @type {(row: any) => Promise<number>} */
  onQuery = async () => 0;
  /** @type {Map<number, { resolve(body: any): void, reject(error: Error): void }>} */
  #waiting = new Map();
  #lastId = 0;
  #stderr = '';
  #exit;
  #process;

  /**
   * @param {string} file
   * @param {Record<string, string>} env
   */
  constructor(file, env) {
    this.#process = fork(file, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#exit = once(this.#process, 'exit');
    this.#process.stderr?.on('data', (data) => (this.#stderr = `${this.#stderr}${data}`.slice(-4000)));
    this.#process.on('exit', (code, signal) => {
      running.delete(this);
      const error = new Error(`${basename(file)} ended (${signal ?? code})\n${this.#stderr}`);
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    });
    this.#process.on('message', async (/** @type {any} */ { id = 0, ready, body = ready, query, ...row }) => {
      if (query !== undefined) {
        const revision = await this.onQuery(row);
        if (this.#process.connected) this.#process.send({ query, revision });
        return;
      }
      this.#waiting.get(id)?.resolve(body);
      this.#waiting.delete(id);
    });
    running.add(this);
  }

  /** Resolves with what the process says when it is ready. */
  started() {
    return new Promise((resolve, reject) => this.#waiting.set(0, { resolve, reject }));
  }

  /**
   * @param {unknown} body
   * @returns {Promise<any>}
   */
  ask(body) {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      if (!this.#process.connected) return reject(new Error('the process has ended'));
      this.#waiting.set(id, { resolve, reject });
      this.#process.send({ id, body });
    });
  }

  async stop() {
    if (this.#process.connected) this.#process.disconnect();
    const isGone = await Promise.race([this.#exit.then(() => true), sleep(patience, false, { ref: false })]);
    if (!isGone) this.#process.kill('SIGKILL');
    await this.#exit;
  }

  kill() {
    this.#process.kill();
  }
}

/** Processes that end together. */
export class Group {
  /** @type {Child[]} */
  #children = [];

  /**
   * Resolves when the process is ready.
   *
   * @param {string} file
   * @param {Record<string, string>} [env]
   */
  async start(file, env = {}) {
    const child = new Child(file, env);
    this.#children.push(child);
    child.ready = await child.started();
    return child;
  }

  async stop() {
    await Promise.all(this.#children.map((child) => child.stop()));
  }
}

/** Ends every process that is left. */
export async function stopAll() {
  await Promise.all([...running].map((child) => child.stop()));
}

process.on('exit', () => {
  for (const child of running) child.kill();
});
