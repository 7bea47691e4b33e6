import ts from 'typescript';
import { parse } from '../../../src/shape/index.js';
import { root, tries } from '../../support/tools.js';
import { runCases } from '../run-cases.js';

import { failuresOf } from '../verdict.js';
import { asDeclarationFiles } from './declaration-files.js';
import { generateGroups } from './groups.js';

// KEYSHAPE_SEED starts elsewhere, KEYSHAPE_COUNT takes more: `KEYSHAPE_SEED=$RANDOM KEYSHAPE_COUNT=5000 npx jest generated-types`.
const first = Number(process.env.KEYSHAPE_SEED ?? 1);
const count = Number(process.env.KEYSHAPE_COUNT ?? tries(400, 100));
const layout = { folder: root };
const groups = generateGroups(first, count);
const outcomes = runCases(ts, { groups, layout });

test(`writings of one model have one version, a changed model has another (seeds ${first} to ${first + count - 1})`, () => {
  const failures = outcomes.flatMap((outcome) =>
    failuresOf(outcome).map((failure) => `seed ${outcome.group.number}: ${failure}`),
  );
  expect(failures).toEqual([]);
});

test('every text is read back as what it was', () => {
  const texts = outcomes.flatMap(({ runs }) => runs.flat().flatMap(({ text }) => text ?? []));
  expect(texts.length).toBeGreaterThan(count);
  for (const text of texts) {
    const { canonical, root: slot } = parse(text);
    expect(canonical.text(slot)).toBe(text);
  }
});

test('its own declaration file gives a type the version of its source, or refuses it', () => {
  const read = runCases(ts, { groups: asDeclarationFiles(ts, layout, groups), layout });
  const failures = read.flatMap(({ group, runs: [own = []] }, index) => {
    const sources = new Map(outcomes[index]!.runs[0]!.map((root) => [`source.${root.name}`, root]));
    return own.flatMap(({ name, version, text }) => {
      const source = sources.get(name);
      return version === undefined || version === source?.version
        ? []
        : [`seed ${group.number}: ${name}:\n    ${source?.text}\n    ${text}`];
    });
  });
  const versions = read.flatMap(({ runs: [own = []] }) => own.filter(({ version }) => version !== undefined));
  expect(versions.length).toBeGreaterThan(2 * count);
  expect(failures).toEqual([]);
});
