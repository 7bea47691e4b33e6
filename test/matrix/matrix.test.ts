import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepConformance } from '../support/conformance.js';
import type { Layout } from '../unit/case-program.js';
import type { Versions } from '../unit/versions.js';
import { runJobs, transpileInto } from './children.js';
import { readGolden } from './golden.js';
import { realTypesFolder } from './packages.js';
import type { PackageVersions } from './read-packages.js';
import type { Job, JobResult } from './run.js';

const fixture = join(__dirname, '../../fixtures/matrix');
const { dependencies } = JSON.parse(readFileSync(join(fixture, 'package.json'), 'utf8'));
const compilers = Object.keys(dependencies).filter((name) => name.startsWith('typescript-'));
/** The one that is also asked everything apart: each layout by itself, every fifth group alone. */
const thorough = 'typescript-5.9';

const golden = readGolden('cases') as Versions;
const goldenReal = readGolden('real-types') as Record<string, PackageVersions>;
const scratch = mkdtempSync(join(tmpdir(), 'keyshape-matrix-'));
let results: ReadonlyMap<string, JobResult>;

beforeAll(async () => {
  transpileInto(scratch);
  for (const name of ['@types', 'undici-types']) {
    cpSync(join(fixture, 'node_modules', name), join(elsewhere, 'node_modules', name), { recursive: true });
  }
  const answers = await runJobs(scratch, compilers.map(jobFor));
  results = new Map(compilers.map((name, index) => [name, answers[index]!]));
  for (const result of results.values()) keep(result);
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe.each(compilers)('%s', (name) => {
  test('decides every case as the rules say', () => {
    expect(results.get(name)!.failures).toEqual([]);
  });

  test('gives the versions on record, in every layout', () => {
    for (const versions of results.get(name)!.cases) expect(different(versions, golden)).toEqual([]);
  });

  test('gives the versions on record to published types', () => {
    const { real } = results.get(name)!;
    expect(Object.keys(real).length).toBeGreaterThan(1);
    for (const [known, versions] of Object.entries(real)) {
      expect({ known, versions: pick(goldenReal[known]!, Object.keys(versions)) }).toEqual({
        known,
        versions,
      });
    }
  });
});

const elsewhere = join(scratch, 'else where/é');
const plain: Layout = { folder: fixture };
const windows: Layout = { folder: elsewhere, crlf: true };
const others: Layout = {
  folder: fixture,
  reversed: true,
  override: { target: 'ES2015', module: 'CommonJS', lib: ['esnext', 'dom'] },
};

function jobFor(name: string): Job {
  const apart = name === thorough;
  const layouts = apart
    ? [plain, windows, others, { ...plain, reversed: true }, { ...plain, override: { target: 'ESNext' } }]
    : [plain, { ...others, ...windows }];
  return {
    compiler: join(fixture, 'node_modules', name, 'lib/typescript.js'),
    caseFolder: join(__dirname, '../../fixtures/cases'),
    layouts,
    ...(apart ? { aloneEvery: 5 } : {}),
    realFolder: realTypesFolder,
    realNames: Object.fromEntries(
      Object.entries(goldenReal).map(([known, versions]) => [known, Object.keys(versions)]),
    ),
  };
}

/** For the table of all compilers. */
function keep({ version: compiler, failures, cases, real }: JobResult): void {
  const differing = cases.flatMap((versions) => different(versions, golden)).length;
  keepConformance({
    compiler,
    what: 'cases',
    compared: count(Object.values(cases[0]!).flatMap((groups) => Object.values(groups))),
    differences: failures.length + differing,
  });
  for (const [what, versions] of Object.entries(real)) {
    const names = Object.keys(goldenReal[what]!);
    const differences = names.filter((name) => versions[name] !== goldenReal[what]![name]).length;
    keepConformance({ compiler, what, compared: names.length, differences });
  }
}

function count(groups: readonly object[]): number {
  return groups.reduce((sum, roots) => sum + Object.keys(roots).length, 0);
}

/** What a compiler can express must have the version on record; newer syntax is on record only. */
function different(versions: Versions, record: Versions): string[] {
  return Object.entries(versions).flatMap(([topic, groups]) =>
    Object.entries(groups).flatMap(([title, roots]) =>
      Object.entries(roots).flatMap(([root, version]) =>
        record[topic]?.[title]?.[root] === version ? [] : [`${topic}: ${title}: ${root}`],
      ),
    ),
  );
}

function pick(versions: PackageVersions, names: readonly string[]): PackageVersions {
  return Object.fromEntries(names.map((name) => [name, versions[name]!]));
}
