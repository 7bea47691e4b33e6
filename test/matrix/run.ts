import { writeFileSync } from 'node:fs';
import type ts from 'typescript';
import { readCaseFiles } from '../unit/case-files.js';
import type { Layout } from '../unit/case-program.js';
import { runCases } from '../unit/run-cases.js';
import { failuresOf } from '../unit/verdict.js';
import { type Versions, versionsOf } from '../unit/versions.js';
import { realPackages } from './packages.js';
import { type PackageVersions, readPackages } from './read-packages.js';

/** What one compiler is asked to read, in a process of its own. */
export interface Job {
  /** The file to load the compiler from. */
  readonly compiler: string;
  readonly caseFolder: string;
  /** The cases are read once for each. */
  readonly layouts: readonly Layout[];
  /** Each group in a program of its own, one group in so many. */
  readonly aloneEvery?: number;
  readonly realFolder: string;
  /** By package. */
  readonly realNames: Readonly<Record<string, readonly string[]>>;
}

export interface JobResult {
  readonly version: string;
  readonly failures: readonly string[];
  /** For each layout, then for the groups alone. */
  readonly cases: readonly Versions[];
  readonly real: Readonly<Record<string, PackageVersions>>;
}

function run(job: Job): JobResult {
  const compiler: typeof ts = require(job.compiler);
  const groups = readCaseFiles(job.caseFolder);
  const failures: string[] = [];
  const read = (layout: Layout, some: typeof groups) => {
    const outcomes = runCases(compiler, { groups: some, layout });
    for (const outcome of outcomes) {
      const { topic, line } = outcome.group;
      failures.push(...failuresOf(outcome).map((failure) => `${topic}.ts:${line} ${failure}`));
    }
    return outcomes;
  };
  const cases = job.layouts.map((layout) => versionsOf(read(layout, groups)));
  const { aloneEvery } = job;
  if (aloneEvery !== undefined) {
    const some = groups.filter((_, index) => index % aloneEvery === 0);
    cases.push(versionsOf(some.flatMap((group) => read(job.layouts[0]!, [group]))));
  }
  const opaque = Number(compiler.versionMajorMinor) >= 5.6;
  const packages = realPackages.filter(
    ({ name, any }) => name in job.realNames && (opaque || any === 'refuse'),
  );
  const real = readPackages({ compiler, packages, names: job.realNames, folder: job.realFolder });
  return { version: compiler.version, failures, cases, real };
}

const [request, answer] = process.argv.slice(2);
if (request !== undefined && answer !== undefined)
  writeFileSync(answer, JSON.stringify(run(JSON.parse(request))));
