import { findingsOf, unresolvedImportsOf, type VerifyResult } from './result.js';

/**
 * The result as JSON, for tools: `ok`, `typescript`, `cure`, `projects` (each with its counts), `findings`, and
 * `unresolvedImports`. Keys are added to it, never taken away, within a major version.
 *
 * @param ok - whether the run succeeds
 */
export function toJson(result: VerifyResult, ok: boolean): string {
  const projects = result.projects.map(({ config, calls, files, skipped, hasEntry }) => ({
    config,
    calls,
    files,
    ...(skipped !== undefined && { skipped }),
    hasEntry,
  }));
  const report = {
    ok,
    typescript: result.typescript,
    cure: result.cure,
    projects,
    findings: findingsOf(result),
    unresolvedImports: unresolvedImportsOf(result),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
