import ts from 'typescript';
import { readGolden } from './golden.js';
import { type Material, mutations } from './mutations.js';
import { realPackages } from './packages.js';
import { Random } from './random.js';
import { type Reach, reachOf } from './reach.js';
import { refactors } from './refactors.js';
import { type Change, overlap, Workspace } from './workspace.js';

// KEYSHAPE_MUTATIONS=1000 tries more; KEYSHAPE_SEED tries others.
const count = Number(process.env.KEYSHAPE_MUTATIONS ?? 150);
const seed = Number(process.env.KEYSHAPE_SEED ?? 20261125);
const shares: Readonly<Record<string, number>> = { stripe: 0.8, '@octokit/openapi-types': 0.2 };

describe.each(Object.entries(shares))('%s', (name, share) => {
  const known = realPackages.find((candidate) => candidate.name === name)!;
  const tries = Math.ceil((count * share) / 2);
  let roots: readonly string[];
  let versions: Readonly<Record<string, string>>;
  let workspace: Workspace;
  const reaches = new Map<string, Reach>();

  beforeAll(() => {
    versions = (readGolden('real-types') as Record<string, Record<string, string>>)[name]!;
    roots = Object.keys(versions).filter((root) => !versions[root]!.startsWith('KS'));
    workspace = new Workspace(ts, known, roots);
  });

  const material = (root: string, random: Random): Material => {
    const { compiler, checker } = workspace;
    const reach = reaches.get(root) ?? reachOf(compiler, checker, workspace.calls.get(root)!);
    reaches.set(root, reach);
    return { compiler, checker, reach, random };
  };

  test(`${tries} changes of the data are seen`, () => {
    const random = new Random(seed);
    const unseen: string[] = [];
    for (let made = 0; made < tries; ) {
      const root = random.pick(roots)!;
      const change = random.pick(Object.values(mutations))!(material(root, random));
      if (change === undefined) continue;
      made++;
      if (workspace.versionAfter(change, root) === versions[root]) unseen.push(`${root}: ${told(change)}`);
    }
    expect(unseen).toEqual([]);
  });

  test(`${tries} refactors leave versions alone`, () => {
    const random = new Random(seed + 1);
    const bumped: string[] = [];
    for (let made = 0; made < tries; made++) {
      const root = random.pick(roots)!;
      const changes: Change[] = [];
      for (let attempt = 0; attempt < 6; attempt++) {
        const change = random.pick(Object.values(refactors))!(material(root, random));
        if (
          change !== undefined &&
          !changes.some((other) => overlap(change, other) || moves(change, other))
        ) {
          changes.push(change);
        }
      }
      const after = workspace.versionAfter(together(changes), root);
      if (after !== versions[root]) bumped.push(`${root} → ${after}: ${changes.map(told).join('; ')}`);
    }
    expect(bumped).toEqual([]);
  });
});

/** A file that moves is not edited otherwise, and only one moves. */
function moves(a: Change, b: Change): boolean {
  return a.added !== undefined && b.added !== undefined;
}

function together(changes: readonly Change[]): Change {
  return {
    what: changes.map(({ what }) => what).join(', '),
    edits: changes.flatMap(({ edits }) => edits),
    added: new Map(changes.flatMap(({ added }) => [...(added ?? [])])),
  };
}

function told({ what, edits }: Change): string {
  const [{ fileName, start, text } = { fileName: '', start: 0, text: '' }] = edits;
  return `${what} (${fileName.split('/node_modules/').pop()} at ${start}: ${JSON.stringify(text.slice(0, 60))})`;
}
