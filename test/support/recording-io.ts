import type { Io } from '../../src/cli/io.js';

/** An io without a terminal or colours, and what was written to it. */
export interface RecordingIo extends Io {
  readonly output: string;
  readonly errors: string;
  /** Both channels, in the order in which they were written. */
  readonly text: string;
}

/**
 * Makes one.
 *
 * @param cwd - the folder that the command runs in
 * @param more - what is to be otherwise
 */
export function recordingIo(cwd: string, more: Partial<Io> = {}): RecordingIo {
  const written = { output: '', errors: '', text: '' };
  const into = (channel: 'output' | 'errors') => (text: string) => {
    written[channel] += text;
    written.text += text;
  };
  return {
    cwd,
    coloured: false,
    isTerminal: false,
    out: into('output'),
    error: into('errors'),
    progress: () => {},
    paint: (_, text) => text,
    ...more,
    get output() {
      return written.output;
    },
    get errors() {
      return written.errors;
    },
    get text() {
      return written.text;
    },
  };
}
