import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';

/** The formats of `styleText` that the reporters use. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** What a command reads from and writes to, so that it can run inside a test as it runs in a terminal. */
export interface Io {
  /** Paths in arguments and in reports are relative to it. */
  readonly cwd: string;
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

/**
 * The io of a process. Colours need a terminal that shows them, no `NO_COLOR` (`hasColors` looks at it) and no
 * `--no-color`.
 */
export function processIo({ stdin, stdout, stderr }: Streams, cwd: string, colours: boolean): Io {
  const coloured = colours && stdout.isTTY === true && stdout.hasColors();
  const watched = stderr.isTTY === true;
  return {
    cwd,
    out: (text) => void stdout.write(text),
    error: (text) => void stderr.write(text),
    progress(text) {
      // One line that is written over: back to its start, erase it.
      if (watched) stderr.write(`\r\u001b[2K${text}`);
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
    paint: (style, text) => (coloured ? styleText([...[style].flat()] as Style[], text) : text),
  };
}
