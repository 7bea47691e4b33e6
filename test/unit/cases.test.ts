import { join } from 'node:path';
import ts from 'typescript';
import { readGolden, writeGolden } from '../matrix/golden.js';
import { readCaseFiles } from './case-files.js';
import { type GroupOutcome, runCases } from './run-cases.js';
import { failuresOf } from './verdict.js';
import { versionsOf } from './versions.js';

const folder = join(__dirname, '../../fixtures/cases');
const groups = readCaseFiles(folder);
const outcomes = runCases(ts, { groups, layout: { folder }, check: true });
const place = ({ group }: GroupOutcome) => `fixtures/cases/${group.topic}.ts:${group.line}`;

test('every group has a title of its own in its file', () => {
  expect(new Set(groups.map(({ topic, title }) => `${topic}: ${title}`)).size).toBe(groups.length);
});

test('the cases hold no TypeScript errors but those they are about', () => {
  const stray = outcomes.flatMap((outcome) => {
    const { errors, group } = outcome;
    const unexpected = errors.filter(({ code }) => !group.errors.includes(code));
    const missing = group.errors.filter((code) => !errors.some((error) => error.code === code));
    return [
      ...unexpected.map(({ code, message }) => `${place(outcome)} ${code} ${message}`),
      ...missing.map((code) => `${place(outcome)} no error ${code}`),
    ];
  });
  expect(stray).toEqual([]);
});

describe.each([...new Set(groups.map(({ topic }) => topic))])('%s', (topic) => {
  test.each(
    outcomes
      .filter(({ group }) => group.topic === topic)
      .map((outcome) => [`${outcome.group.expectation.kind}: ${outcome.group.title}`, outcome] as const),
  )('%s', (_, outcome) => {
    const failures = failuresOf(outcome).map((failure) => `${place(outcome)} ${failure}`);
    if (failures.length > 0) throw new Error(failures.join('\n'));
  });
});

test('the versions are those on record', () => {
  const versions = versionsOf(outcomes);
  writeGolden('cases', versions);
  expect(versions).toEqual(readGolden('cases'));
});
