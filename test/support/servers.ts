import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { eventually } from './until.js';

/** The servers that tests start, by the program that must be on the PATH. */
export type Program = 'redis-server' | 'memcached';

/** A server on a free port of the loopback interface. */
export interface Server {
  readonly port: number;
  /** Stops its processor time: from then on it takes connections and commands, and answers none. */
  freeze(): Promise<void>;
  thaw(): void;
  /** Ends it, as a crash would. */
  kill(): Promise<void>;
}

export function isOnPath(program: Program): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/**
 * Ports that nobody listens on, below those that systems give to outgoing connections (from 32768 on Linux, 49152 elsewhere): one of
 * those may be taken by another test's client before the server has begun.
 */
async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = 12_000 + Math.floor(Math.random() * 20_000);
    if (!ports.has(port) && (await isFree(port))) ports.add(port);
  }
  return [...ports];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

async function start(
  program: Program,
  port: number,
  args: readonly string[],
  folder?: string,
): Promise<Server> {
  const child: ChildProcess = spawn(program, args, { stdio: 'ignore', cwd: folder ?? tmpdir() });
  const over = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const answers = () =>
    new Promise<void>((resolve, reject) => {
      const socket = createConnection(port, '127.0.0.1', () => resolve(void socket.destroy()));
      socket.on('error', reject);
    });
  for (const end = Date.now() + 30_000; ; ) {
    try {
      await answers();
      break;
    } catch (error) {
      if (child.exitCode !== null || Date.now() > end) throw error;
      await new Promise((done) => setTimeout(done, 20));
    }
  }
  return {
    port,
    async freeze() {
      child.kill('SIGSTOP');
      // The signal reaches one thread after the other, and memcached has several: meanwhile the others still answer.
      const threads = `/proc/${child.pid}/task`;
      if (!existsSync(threads)) return;
      await eventually(() => {
        for (const thread of readdirSync(threads)) {
          const status = readFileSync(join(threads, thread, 'status'), 'utf8');
          if (!/^State:\s*T/m.test(status)) throw new Error(status);
        }
      });
    },
    thaw: () => void child.kill('SIGCONT'),
    async kill() {
      child.kill('SIGKILL');
      await over;
    },
  };
}

/** Starts a server of its own, without persistence. */
export async function startServer(
  program: Program,
  more: readonly string[] = [],
  folder?: string,
): Promise<Server> {
  const [port = 0] = await freePorts(1);
  if (program === 'memcached') {
    const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
    return start(program, port, ['-l', '127.0.0.1', '-p', `${port}`, '-U', '0', ...user, ...more]);
  }
  const plain = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  return start(program, port, [...plain, ...more], folder);
}

/** A Redis Cluster of six processes: three masters, each with a replica. */
export async function startCluster(): Promise<{
  readonly servers: readonly Server[];
  stop(): Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'keyshape-cluster-'));
  // The port of a node's bus is its own and 10,000: within range only for low ones, so it is named.
  const buses = await freePorts(6);
  const servers = await Promise.all(
    buses.map((bus, index) =>
      startServer(
        'redis-server',
        [
          '--cluster-enabled',
          'yes',
          '--cluster-config-file',
          `${index}.conf`,
          '--cluster-port',
          `${bus}`,
        ].concat(['--cluster-node-timeout', '1000', '--dir', folder]),
        folder,
      ),
    ),
  );
  const addresses = servers.map(({ port }) => `127.0.0.1:${port}`);
  const cli = (...args: string[]) => execFileSync('redis-cli', args, { encoding: 'utf8', stdio: 'pipe' });
  cli('--cluster', 'create', ...addresses, '--cluster-replicas', '1', '--cluster-yes');
  await eventually(() => {
    for (const { port } of servers) {
      const info = cli('-p', `${port}`, 'cluster', 'info');
      if (!info.includes('cluster_state:ok')) throw new Error(info);
    }
  }, 60_000);
  return {
    servers,
    async stop() {
      await Promise.all(servers.map((server) => server.kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
