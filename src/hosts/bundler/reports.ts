import { isSourceName } from '../../paths.js';
import { formatReport, type Report } from '../../project/index.js';

/**
 * Errors, one a line, as compilers print them.
 *
 * @param cwd - the folder that names of files are shown from
 */
export function errorText(
  { errors }: { readonly errors: readonly Report[] },
  cwd: string = process.cwd(),
): string {
  return errors.map((report) => formatReport(report, cwd)).join('\n');
}

/** A statement that is there when the module runs: not one of types, nor one in a comment or a string. */
const importOfKeyshape =
  /(?:^|[;>])\s*(?:import|export)\b(?!\s+type\b|\s*\{(?:\s*type\s[^,}]+,?)*\s*\}\s*from\b)[^;'"`]*\bfrom\s*['"]keyshape['"]/m;

/** The error of a file of which no project knows, where it imports keyshape: a call in it would be left in place, and throw when it runs. */
export function ofNoProject(fileName: string, text: string): Report | undefined {
  const found = importOfKeyshape.exec(text);
  if (!found) return undefined;
  const reason = isSourceName(fileName)
    ? 'no tsconfig.json from its folder upwards includes this file, so that the types of its calls of keyshape are unknown. Add it to "include" of one.'
    : 'TypeScript does not read the script of a component, so that the types of its calls of keyshape are unknown. Move the calls to a module of their own, and import what they return.';
  const start = found.index + found[0].lastIndexOf('from');
  return reportAt(fileName, 'KS2007', reason, text.slice(0, start));
}

/** The error of a file whose calls are no longer where they were when the bundler hands it over. */
export function changedBefore(fileName: string): Report {
  const reason =
    'another plugin or loader changed the lines of its calls of keyshape before keyshape saw them. Put keyshape before it: plugins run in the order of their list, loaders from the last to the first.';
  return reportAt(fileName, 'KS2009', reason, '');
}

/** @param before - the text before the place */
function reportAt(fileName: string, code: string, text: string, before: string): Report {
  const lines = before.split('\n');
  const start = before.length;
  const place = { fileName, start, end: start, line: lines.length, column: lines.at(-1)!.length + 1 };
  return { severity: 'error', code, text, place, related: [] };
}
