import { readSource } from '../../calls/source-text.js';
import { isPackaged } from '../../paths.js';
import { isOfText } from '../../project/answer.js';
import type { PathOptions } from '../../project/configuration/path-options.js';
import type { Project } from '../../project/index.js';
import { inOrder, type Report, unusableConfiguration } from '../../project/report.js';
import type { Edit } from '../../rewrite/text/edit.js';
import { UsageError } from '../command.js';

/** A source file of a project, and what changes in it. */
export interface Source {
  readonly fileName: string;
  readonly text: string;
  readonly edits: readonly Edit[];
  /** How many calls are replaced. */
  readonly calls: number;
}

/** A project as it is to be generated. */
export interface Sources {
  /** Its own source files, declaration files among them; what a package or another project holds is not its own. */
  readonly files: readonly Source[];
  /** The errors of keyshape, and remarks. */
  readonly reports: readonly Report[];
  readonly options: PathOptions;
}

/**
 * Reads what a tree is generated from.
 *
 * @throws UsageError for a configuration with errors
 */
export function sourcesOf(project: Project): Sources {
  const diagnostics = project.diagnostics();
  const ofConfiguration = diagnostics.filter(({ code }) => !code?.startsWith('KS'));
  if (ofConfiguration.length > 0)
    throw new UsageError(unusableConfiguration(project.configFile, ofConfiguration));
  const errors = project.files().flatMap((name) => project.answer(name)?.diagnostics ?? []);
  return {
    files: project
      .sources()
      .filter((name) => !isPackaged(name))
      .map((name) => sourceOf(project, name)),
    reports: inOrder([...diagnostics, ...errors, ...project.remarks()]),
    options: project.paths(),
  };
}

function sourceOf(project: Project, fileName: string): Source {
  const answer = project.answer(fileName);
  const text = readSource(fileName);
  if (answer && !isOfText(answer, text)) throw new UsageError(`${fileName} changed meanwhile. Run it again.`);
  return { fileName, text, edits: answer?.edits ?? [], calls: answer?.replaced ?? 0 };
}
