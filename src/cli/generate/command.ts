import { join, resolve } from 'node:path';
import { relativeName } from '../../paths.js';
import { uninterrupted } from '../../process-end.js';
import { openProject, type Project } from '../../project/index.js';
import type { Report } from '../../project/report.js';
import { type Arguments, assertNoRest, isOn, type OptionTable, textOf } from '../arguments.js';
import { type Command, type ExitCode, UsageError } from '../command.js';
import { findConfig } from '../find-config.js';
import type { Io } from '../io.js';
import { counted, formatReports, formatSummary, type Printing } from '../print.js';
import { loadCompiler } from '../project-compiler.js';
import { type Sources, sourcesOf } from './sources.js';
import { includesItself, placeFor, type TreeRequest, treeOf } from './tree.js';
import { inFolder, takeBack, type Written, writeTree } from './write.js';

const options: OptionTable = {
  project: { kind: 'string', short: 'p' },
  outDir: { kind: 'path' },
  sourceMap: { kind: 'boolean' },
  json: { kind: 'boolean' },
};

const help = `Usage: keyshape generate --outDir <folder> [options]

Writes the sources of a project as TypeScript once more, with the calls of keyshape replaced and its import
gone, so that any compiler can go on from there: swc, Babel, Deno, esbuild, Node itself. It works with
the TypeScript that the project has installed: 4.9 to 6.0, 7.0 and 7.1.

Options:
  --outDir <folder>         where to write; the folder is keyshape's own: what it wrote before and does
                            not write now is deleted, and what it did not write is never touched
  -p, --project <tsconfig>  the configuration that says what the sources are, or its folder
                            (default: the nearest tsconfig.json)
  --sourceMap [false]       source maps that lead back to the sources (default: true)
  --json                    print what was written as JSON
  --no-color                print no colours; so does the environment's NO_COLOR, and FORCE_COLOR prints
                            them
  --help                    show this

The folder becomes a copy of \`rootDir\`, or of the deepest folder with all the sources in it: what has no
call is copied as it is, and so is what lies among the sources and is no TypeScript (JSON, styles,
templates). Every line stays on its line. It gets a tsconfig.json of its own, which extends the
project's and whose path aliases lead into it. A relative import that leads out of the tree is made to
lead to the same file; paths that a program puts together itself do so where the folder lies beside
the one that it is a copy of. Types are not checked.

Exit code: 0 written; 1 errors of keyshape, and nothing written; 2 it could not begin (arguments,
configuration, no TypeScript that can be loaded, a file in the way).
`;

async function runGenerate(args: Arguments, io: Io): Promise<ExitCode> {
  assertNoRest(args, 'Name the configuration with -p <tsconfig>.');
  const named = textOf(args, 'outDir');
  if (named === undefined) throw new UsageError('say where to write: --outDir <folder>.');
  const configFile = findConfig(io.cwd, textOf(args, 'project'));
  const request: TreeRequest = {
    configFile,
    outDir: resolve(io.cwd, named),
    maps: args.given.sourceMap !== false,
  };
  const compiler = loadCompiler(configFile);
  io.progress('reading the sources');
  const project = openProject(configFile, { compiler });
  try {
    const sources = sourcesOf(project);
    const printing: Printing = { cwd: io.cwd, pretty: io.coloured };
    const hasErrors = sources.reports.some(({ severity }) => severity === 'error');
    const written = hasErrors ? undefined : await uninterrupted(() => generate(project, sources, request));
    if (isOn(args, 'json')) io.out(toJson(sources, request, written));
    else {
      io.out(formatReports(sources.reports, printing) + formatSummary(sources.reports, printing));
      io.out(written ? summary(sources, request, written, io) : 'Nothing was written.\n');
    }
    return written ? 0 : 1;
  } finally {
    project.close();
  }
}

function generate(project: Project, sources: Sources, request: TreeRequest): Written {
  const { configFile, outDir } = request;
  const tree = treeOf(sources, placeFor(sources, request), request);
  return inFolder(outDir, () => {
    const written = writeTree(outDir, tree);
    // Looked up once the tree is there: only the compiler knows what a configuration includes.
    project.update();
    const included = [...tree.keys()].map((path) => join(outDir, path)).find((name) => project.lists(name));
    if (included === undefined) return written;
    takeBack(outDir, tree);
    throw includesItself(configFile, outDir, included);
  });
}

function summary({ files }: Sources, { outDir }: TreeRequest, { changed, removed }: Written, io: Io): string {
  const calls = files.reduce((sum, file) => sum + file.calls, 0);
  const holders = files.filter((file) => file.calls > 0).length;
  const folder = relativeName(io.cwd, outDir) || outDir;
  const deleted = removed.length === 0 ? '' : `, ${counted(removed.length, 'file')} deleted`;
  return `${folder}: ${counted(calls, 'call')} in ${counted(holders, 'file')} replaced; ${counted(changed.length, 'file')} written${deleted}.\n`;
}

/** The result for tools. Keys are added to it, never taken away, within a major version. */
function toJson({ files, reports }: Sources, { outDir }: TreeRequest, written: Written | undefined): string {
  const absolute = (names: readonly string[] = []) => names.map((name) => join(outDir, name));
  return `${JSON.stringify(
    {
      ok: written !== undefined,
      outDir,
      calls: files.flatMap(({ fileName, calls }) => (calls > 0 ? [{ file: fileName, calls }] : [])),
      written: absolute(written?.changed),
      removed: absolute(written?.removed),
      errors: reports.map(errorOf),
    },
    undefined,
    2,
  )}\n`;
}

function errorOf({ severity, code, text, place }: Report): object {
  return {
    severity,
    ...(code !== undefined && { code }),
    message: text,
    ...(place && { file: place.fileName, line: place.line, column: place.column }),
  };
}

/** `keyshape generate`. */
export const generateCommand: Command = {
  help,
  options,
  run: runGenerate,
};
