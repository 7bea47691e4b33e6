import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { commandLine, run } from '../../../src/cli/run.js';
import { recordingIo } from '../../support/recording-io.js';

/** Files by name, or by path. */
export type Files = Readonly<Record<string, string>>;

/** A `package.json` with keyshape, TypeScript and the packages named. */
export function manifest(...names: readonly string[]): string {
  const packages = ['keyshape', 'typescript', ...names].map((name) => [name, '*']);
  return JSON.stringify({ devDependencies: Object.fromEntries(packages) });
}

/** How a command came out. */
export interface Outcome {
  readonly code: number;
  readonly text: string;
}

interface More {
  /** What is answered when it asks; left out, nobody is there. */
  readonly answer?: boolean;
  /** Called while the question stands. */
  readonly meanwhile?: () => void;
}

const projects: TestProject[] = [];

afterEach(() => {
  for (const { folder } of projects.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A project in a folder of its own, until the test is over. */
export function projectWith(files: Files): TestProject {
  const made = new TestProject(files);
  projects.push(made);
  return made;
}

class TestProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'keyshape-init-'));

  constructor(files: Files) {
    for (const [name, text] of Object.entries({ 'tsconfig.json': '{}\n', ...files })) this.write(name, text);
  }

  write(name: string, text: string | Buffer): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    writeFileSync(join(this.folder, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** Every file at the top, with its text. */
  files(): Files {
    const entries = readdirSync(this.folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    return Object.fromEntries(entries.map(({ name }) => [name, this.read(name)]));
  }

  /** Runs a command of keyshape in it; the folder's path is left out of what it prints. */
  async run(args: readonly string[], { answer, meanwhile }: More = {}): Promise<Outcome> {
    const io = recordingIo(
      this.folder,
      answer === undefined
        ? {}
        : {
            ask: async (question) => {
              io.out(`${question}\n`);
              meanwhile?.();
              return answer;
            },
          },
    );
    const code = await run(commandLine(args), io);
    return { code, text: io.text.replaceAll(`${this.folder}/`, '') };
  }
}
