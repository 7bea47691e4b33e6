import { createHash } from 'node:crypto';

import { buildId, packageVersion } from '../../version.js';
import type { Answer } from '../answer.js';
import type { ProjectOptions } from '../project.js';
import type { Snapshot } from '../snapshot.js';
import { differences, type Observations } from './observations.js';
import { readSealedRecord, recordPath, writeSealedRecord } from './record-file.js';

/** An answer on record. The files that answers depend on are listed once beside them; those of an answer are places in that list. */
interface RecordedAnswer extends Omit<Answer, 'dependencies'> {
  /** Left out where all files are direct dependencies. */
  readonly direct?: readonly number[];
}

interface Content extends Omit<Snapshot, 'answers' | 'observations'> {
  /** Stands for everything that decides an answer and does not lie on the disk. */
  readonly key: string;
  readonly answers: readonly RecordedAnswer[];
  readonly observations: Observations;
}

/** What the last reading of a project gave, and all that it follows from: while none of that changes, it is what a reading would give. */
export class ProjectRecord {
  private constructor(
    private readonly path: string,
    private readonly key: string,
  ) {}

  /**
   * The record of a project; there is none without a folder to keep it in.
   *
   * @param compiler - tells compilers apart
   */
  static of(
    configFile: string,
    compiler: string,
    { host, overrides }: ProjectOptions,
  ): ProjectRecord | undefined {
    const key = JSON.stringify([packageVersion, buildId, compiler, host, overrides, process.cwd()]);
    const name = createHash('sha256').update(`${configFile}\n${key}`).digest('hex').slice(0, 16);
    const path = recordPath(configFile, `project-${name}`);
    return path === undefined ? undefined : new ProjectRecord(path, key);
  }

  /** What is on record, if it holds. */
  read(): Snapshot | undefined {
    const content = this.content();
    if (content === undefined) return undefined;
    const { changed, isStructural, touched } = differences(content.observations);
    if (isStructural || changed.length > 0) return undefined;
    const { key: _, answers, ...snapshot } = content;
    const read = {
      ...snapshot,
      answers: answers.map(({ direct, ...answer }) => {
        const { files, folders } = content.dependencies;
        const some = direct?.map((place) => files[place]!) ?? files;
        return { ...answer, dependencies: { files, direct: some, folders } };
      }),
    };
    // A checkout gives files new times: next time nothing has to be read.
    if (touched.size > 0) {
      const { observations } = content;
      const files = { ...observations.files, ...Object.fromEntries(touched) };
      this.write({ ...read, observations: { ...observations, files } });
    }
    return read;
  }

  /** Keeps a reading, if it is known what it follows from. Where it cannot be written, the next start reads the types again. */
  write({ answers, observations, ...snapshot }: Snapshot): void {
    if (observations === undefined) return;
    const places = new Map(snapshot.dependencies.files.map((file, place) => [file, place]));
    const content: Content = {
      ...snapshot,
      key: this.key,
      answers: answers.map(({ dependencies: { direct }, ...answer }) =>
        direct === snapshot.dependencies.files
          ? answer
          : { ...answer, direct: direct.flatMap((file) => places.get(file) ?? []) },
      ),
      observations,
    };
    writeSealedRecord(this.path, content);
  }

  /** Whatever else lies in its place, or in it, is not a record. */
  private content(): Content | undefined {
    const content = readSealedRecord(this.path) as Content | undefined;
    return content?.key === this.key ? content : undefined;
  }
}
