import { isThorough } from '../../support/tools.js';
import { explore } from './model/explore.js';
import { type ScenarioName, scenarios } from './model/scenarios.js';
import { loadCache } from './model/source.js';
import { weakenings } from './model/weakenings.js';

/** Those with the most schedules. */
const large: ReadonlySet<string> = new Set<ScenarioName>([
  'a writer that holds and is killed, two readers of one process',
  'two readers of one process and a delete',
]);
const names = (Object.keys(scenarios) as ScenarioName[]).filter((name) => isThorough || !large.has(name));
const minutes = 60_000;

describe('the protocol: no schedule gives or leaves what was deleted', () => {
  test.each(names)(
    '%s',
    async (name) => {
      const { schedules, broken } = await explore(scenarios[name](loadCache()));
      expect(broken).toBeUndefined();
      expect(schedules).toBeGreaterThanOrEqual(5);
    },
    5 * minutes,
  );
});

describe('the check sees a protocol with a rule less', () => {
  test.each(Object.entries(weakenings))(
    '%s',
    async (_, { seenIn, edits }) => {
      const { broken } = await explore(scenarios[seenIn](loadCache(edits)));
      expect(broken?.how).toMatch(/was given|is left with/);
    },
    5 * minutes,
  );
});

describe('the exploration itself', () => {
  test.each(['a cold read and a delete', 'a warm read and a delete'] as const)(
    'leaves out only orders of steps that commute: %s',
    async (name) => {
      for (const edits of [[], weakenings['a delete that is not waited for']!.edits]) {
        const reduced = await explore(scenarios[name](loadCache(edits)));
        const all = await explore(scenarios[name](loadCache(edits)), { all: true });
        expect(reduced.broken === undefined).toBe(all.broken === undefined);
        if (!all.broken) expect(all.schedules).toBeGreaterThan(reduced.schedules);
      }
    },
    5 * minutes,
  );

  test('a weakening must find what it weakens', () => {
    expect(() => loadCache([['entry.ts', 'not in it', '']])).toThrow('entry.ts has 0 times: not in it');
  });
});
