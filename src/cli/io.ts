import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';

/** The formats of `styleText` that the reporters use. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** What a command reads from and writes to, so that it can run inside a test as it runs in a terminal. */
export interface Io {
  /** Paths in arguments and in reports are relative to it. */
  readonly cwd: string;
  /** Whether what is printed may have colours. */
  readonly coloured: boolean;
  /** Whether a person sees what is printed, line by line. */
  readonly isTerminal: boolean;
  out(text: string): void;
  error(text: string): void;
  /** Shows what is being done; empty text takes it away. Nothing at all unless a person is watching. */
  progress(text: string): void;
  /** Asks a yes-or-no question; not there, or `undefined`, where nobody can answer. */
  ask?(question: string): Promise<boolean | undefined>;
  /** The text in a style, or as it is where there are no colours. */
  paint(style: Style | readonly Style[], text: string): string;
}

interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether a stream takes colours: `FORCE_COLOR` decides (`0` and `false` are no), else `NO_COLOR`, else whether it is a
 * terminal that shows them.
 */
export function takesColours(stream: NodeJS.WriteStream, environment: Environment = process.env): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: none } = environment;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (none) return false;
  return stream.isTTY === true && stream.hasColors();
}

/**
 * The io of a process. What reads its output may have gone (`… | head -1`): then nothing more is written, and the exit code
 * is what it would have been.
 */
export function processIo({ stdin, stdout, stderr }: Streams, cwd: string): Io {
  const coloured = takesColours(stdout);
  const watched = stderr.isTTY === true;
  const gone = new Set<NodeJS.WriteStream>();
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      gone.add(stream);
    });
  }
  let shown = false;
  const write = (stream: NodeJS.WriteStream, text: string) => {
    if (shown) {
      shown = false;
      erase();
    }
    if (text !== '' && !gone.has(stream)) stream.write(text);
  };
  // One line that is written over: back to its start, erase it.
  const erase = () => void (gone.has(stderr) || stderr.write('\r\u001b[2K'));
  return {
    cwd,
    coloured,
    isTerminal: stdout.isTTY === true,
    out: (text) => write(stdout, text),
    error: (text) => write(stderr, text),
    progress(text) {
      if (!watched) return;
      if (shown) erase();
      shown = text !== '';
      if (shown && !gone.has(stderr)) stderr.write(text.slice(0, Math.max(1, (stderr.columns ?? 80) - 1)));
    },
    async ask(question) {
      if (!watched || stdin.isTTY !== true) return undefined;
      const lines = createInterface({ input: stdin, output: stderr });
      try {
        return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
      } finally {
        lines.close();
      }
    },
    paint: (style, text) => (coloured ? styled(style, text) : text),
  };
}

/** The same io, with nothing coloured. */
export function withoutColours(io: Io): Io {
  return { ...io, coloured: false, paint: (_style, text) => text };
}

function styled(style: Style | readonly Style[], text: string): string {
  // Whether there are colours is decided already; later versions of node would ask the stream again.
  return styleText([...[style].flat()] as Style[], text, { validateStream: false });
}
