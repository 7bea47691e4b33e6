import { resolve } from 'node:path';

import type ts = require('typescript');

import { parseConfiguration } from '../../../project/configuration/classic.js';
import { type PluginEntries, pluginEntries } from '../../../project/configuration/plugin-entry.js';
import { fromOurs, unusableConfiguration } from '../../../project/report.js';
import { UsageError } from '../../command.js';

/** A project as its `tsconfig.json` describes it. */
export interface ParsedProject {
  /** The absolute path of its `tsconfig.json`. */
  readonly config: string;
  readonly parsed: ts.ParsedCommandLine;
  readonly entries: PluginEntries;
  /** Whether another project of the run refers to it. */
  readonly isReferenced: boolean;
  /** Whether it is the one that the run was started for. */
  readonly isFirst: boolean;
}

/**
 * Reads a configuration and every one it refers to.
 *
 * @param compiler - the project's compiler
 * @param root - the absolute path of the first configuration
 * @param outDir - where that one was built to, if not where it says
 * @returns the projects, each after those it refers to
 * @throws UsageError for a configuration with errors
 */
export function readProjects(compiler: typeof ts, root: string, outDir?: string): readonly ParsedProject[] {
  const projects = new Map<string, ParsedProject>();
  const opened = new Set<string>();

  function read(config: string, isReferenced: boolean): void {
    // A circle of references is the build's error to report; here it must only end.
    if (opened.has(config)) return;
    opened.add(config);
    const isFirst = config === root;
    const parsed = parse(compiler, config, isFirst && outDir !== undefined ? { outDir } : undefined);
    for (const reference of parsed.projectReferences ?? []) {
      read(resolve(compiler.resolveProjectReferencePath(reference)), true);
    }
    const entries = pluginEntries(config, parsed.options.plugins);
    projects.set(config, { config, parsed, entries, isReferenced, isFirst });
  }

  read(root, false);
  return [...projects.values()];
}

function parse(
  compiler: typeof ts,
  config: string,
  overrides: ts.CompilerOptions | undefined,
): ts.ParsedCommandLine {
  const { command, errors } = parseConfiguration(compiler, config, overrides);
  if (errors.length === 0) return command;
  const reports = errors.map((error) =>
    fromOurs({ ...error, messageText: compiler.flattenDiagnosticMessageText(error.messageText, '\n') }),
  );
  throw new UsageError(unusableConfiguration(config, reports));
}
