import { findingsOf, ignoredEntriesOf, unresolvedImportsOf, type VerifyResult } from './result.js';

/**
 * The result as JSON, for tools: `ok`, `typescript`, `cure`, `projects` (each with its counts), `findings`, and
 * `unresolvedImports`. Keys are added to it, never taken away, within a major version.
 *
 * @param ok - whether the run succeeds
 */
export function toJson(result: VerifyResult, ok: boolean): string {
  const ignored = new Set(ignoredEntriesOf(result));
  const projects = result.projects.map((project) => {
    const { config, calls, files, skipped, hasEntry } = project;
    return {
      config,
      calls,
      files,
      ...(skipped !== undefined && { skipped }),
      hasEntry,
      // TypeScript 7: the compiler itself passes the entry over, and only `keyshape build` reads it.
      ...(ignored.has(project) && { entryIgnored: true }),
    };
  });
  const report = {
    ok,
    typescript: result.typescript,
    cure: result.cure,
    projects,
    ...(result.outputs && {
      outputs: { files: result.outputs.files, mapped: result.outputs.mapped },
      unseen: result.projects.flatMap(({ unseen }) => unseen),
    }),
    findings: findingsOf(result),
    unresolvedImports: unresolvedImportsOf(result),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
