import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type ts from 'typescript';
import { buildHosted, type HostedBuild } from '../../support/hosted-build.js';
import { createRandom } from '../../support/random.js';
import { TemporaryProject } from '../../support/temporary-project.js';
import { compilers, loadCompiler } from '../../support/tools.js';
import {
  allSwitchedOff,
  callerCount,
  changed,
  filesOf,
  neighbours,
  randomState,
  type State,
} from './changing-project.js';

// A build asks again only about files whose answer may be another than in the last one. An answer that is kept too long is a call without
// a version: whatever was edited, what is emitted is what a build from nothing emits.

class ChangingProject extends TemporaryProject {
  private before: ReturnType<typeof filesOf> = {};

  become(files: ReturnType<typeof filesOf>): void {
    for (const [name, text] of Object.entries(files)) {
      if (text === this.before[name]) continue;
      if (text === undefined) this.delete(name);
      else this.write({ [name]: text });
    }
    this.before = files;
  }

  get record(): string {
    const name = readdirSync(this.records).find((one) => one.endsWith('-wrappers.json'));
    return join(this.records, name!);
  }
}

const open: ChangingProject[] = [];
const create = () => {
  const project = new ChangingProject({});
  open.push(project);
  return project;
};
afterEach(() => {
  for (const project of open.splice(0)) project.delete('.');
});

const compiler = loadCompiler('5.9');
const seed = Number(process.env.KEYSHAPE_SEED ?? 1);
const count = Number(process.env.KEYSHAPE_COUNT ?? 1);

/** Builds with the record, and compares with a build from nothing. */
function expectFresh(compiler: typeof ts, project: ChangingProject, state: State): HostedBuild {
  const { outputs, errors, asked } = buildHosted(compiler, project, true);
  const fresh = buildHosted(compiler, project, false);
  expect({ state, errors, outputs }).toEqual({ state, errors: fresh.errors, outputs: fresh.outputs });
  return { outputs, errors, asked };
}

test('each of the edits alone', () => {
  const random = createRandom(seed);
  const project = create();
  const changes = new Set<string>();
  for (let round = 0; round < count; round += 1) {
    const state = randomState(random);
    project.become(filesOf(state, []));
    const before = expectFresh(compiler, project, state);
    const record = readFileSync(project.record, 'utf8');
    for (const next of neighbours(state)) {
      project.become(filesOf(next, []));
      writeFileSync(project.record, record);
      const { outputs } = expectFresh(compiler, project, next);
      for (const [name, text] of Object.entries(outputs))
        if (before.outputs[name] !== text) changes.add(name);
    }
  }
  expect(changes.size).toBeGreaterThan(callerCount / 2);
});

test.each(compilers)('random edits, TypeScript %s', (version) => {
  const compiler = loadCompiler(version);
  const random = createRandom(seed);
  const project = create();
  let state = randomState(random);
  const edits = Array.from({ length: callerCount }, () => 0);
  const records: string[] = [];
  for (let step = 0; step < count * 10; step += 1) {
    project.become(filesOf(state, edits));
    expectFresh(compiler, project, state);
    records.push(readFileSync(project.record, 'utf8'));
    // Some builds are left out, and a record may be that of any build before.
    for (let left = random.pick([1, 1, 2]); left > 0; left -= 1) {
      if (random.chance(0.8)) state = changed(state, random);
      if (random.chance(0.5)) edits[random.below(edits.length)] = step;
    }
    if (random.chance(0.2)) writeFileSync(project.record, random.pick(records));
  }
});

/** The callers about which a compiler is asked. */
const callersAsked = ({ asked }: HostedBuild) => [...asked].filter((name) => name.startsWith('call-')).sort();
const allOff = allSwitchedOff();
/** Where all is switched off, those whose calls ask; and one that passes on what has such a name, by which others may be found. */
const asking = ['call-data.ts', 'call-flag.ts', 'call-inferred.ts', 'call-value.ts'];

test('of what no edit reaches, only the calls that ask are asked about again', () => {
  const project = create();
  const after = (state: State, edits: readonly number[] = []) => {
    project.become(filesOf(state, edits));
    return callersAsked(expectFresh(compiler, project, state));
  };
  expect(after(allOff).length).toBeGreaterThan(callerCount / 2);
  expect(after(allOff, [1])).toEqual(['call-direct.ts', ...asking].sort());
  // Three imports away.
  expect(after({ ...allOff, deep: true }, [1])).toEqual(
    ['call-augmented.ts', 'call-shadow.ts', 'call-static.ts', 'call-through.ts', ...asking].sort(),
  );
  // What declares globally may be seen by all.
  expect(after({ ...allOff, deep: true, late: true }, [1]).length).toBeGreaterThan(callerCount / 2);
});

test('a record that is not as it was written, or not of this build, is none', () => {
  const project = create();
  project.become(filesOf(allOff, []));
  const all = callersAsked(expectFresh(compiler, project, allOff));
  const [hash, text = ''] = readFileSync(project.record, 'utf8').split('\n');
  const sealed = (content: string) => `${createHash('sha256').update(content).digest('hex')}\n${content}`;
  const empty = text.replace(/"calls":\[[\d,]+\]/g, '"calls":[]');
  expect(empty).not.toBe(text);
  const { key, ...rest } = JSON.parse(text);
  const foreign = JSON.stringify({ key: key.replace(/[\da-f]{64}/, '0'.repeat(64)), ...rest });
  const damaged = ['', '{', text, empty, `${hash}\n${empty}`, `${hash}\n${text.slice(1)}`];
  let edit = 0;
  for (const record of [...damaged, sealed('[]'), sealed('null'), sealed('{}'), sealed(foreign)]) {
    edit += 1;
    project.become(filesOf(allOff, [edit]));
    writeFileSync(project.record, record);
    expect([record, callersAsked(expectFresh(compiler, project, allOff))]).toEqual([record, all]);
  }
  project.become(filesOf(allOff, [edit + 1]));
  expect(callersAsked(expectFresh(compiler, project, allOff))).not.toEqual(all);
});
