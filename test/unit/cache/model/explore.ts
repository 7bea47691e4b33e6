/** One thing that can happen next. Running it settles everything that waits for it. */
export interface Step {
  /** The same in every schedule: who, the how-manieth of its steps, what. */
  readonly id: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** What may also not happen at all: an eviction, the end of a time. */
  readonly isOptional: boolean;
  run(): void;
}

/** What a schedule runs in. */
export interface World {
  /** What can happen next. */
  readonly steps: readonly Step[];
  /** Called when everything has happened; throws where a promise was broken. */
  finish(): Promise<void>;
}

/** What an exploration found. */
export interface Verdict {
  /** How many schedules ran to their end. */
  readonly schedules: number;
  /** The first schedule that broke a promise, step by step, and how. */
  readonly broken?: { readonly schedule: readonly string[]; readonly how: string };
}

interface Choice {
  readonly id: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

interface Node {
  readonly choices: readonly Choice[];
  chosen: Choice;
  /** What need not be tried here, because an order that comes to the same was or will be. */
  readonly asleep: Map<string, Choice>;
}

function meet(some: readonly string[], others: readonly string[]): boolean {
  return some.some((one) => others.includes(one));
}

/** Whether two steps come to the same in either order. */
function commute(one: Choice, other: Choice): boolean {
  return !meet(one.writes, other.writes) && !meet(one.writes, other.reads) && !meet(one.reads, other.writes);
}

const settled = () => new Promise((done) => setImmediate(done));

/**
 * Runs every schedule of what a scenario can do, by running it again and again from its beginning. Of the orders that
 * differ only in steps that commute it runs one (sleep sets, Godefroid 1996), unless told to run all.
 *
 * @param begin - makes the scenario afresh
 */
export async function explore(begin: () => World, { all = false, limit = 400_000 } = {}): Promise<Verdict> {
  const path: Node[] = [];
  let schedules = 0;
  for (;;) {
    const world = begin();
    await settled();
    let isPruned = false;
    for (let depth = 0; world.steps.some(({ isOptional }) => !isOptional); depth += 1) {
      let node = path[depth];
      if (node === undefined) {
        const parent = path[depth - 1];
        const asleep = new Map(
          [...(parent?.asleep ?? [])].filter(([, one]) => !all && commute(one, parent!.chosen)),
        );
        const choices = world.steps.map(({ id, reads, writes }) => ({ id, reads, writes }));
        const chosen = choices.find(({ id }) => !asleep.has(id));
        if (chosen === undefined) {
          isPruned = true;
          break;
        }
        node = { choices, chosen, asleep };
        path.push(node);
      }
      const { id } = node.chosen;
      const step = world.steps.find((one) => one.id === id);
      if (step === undefined) throw new Error(`the schedule cannot be repeated at ${id}`);
      step.run();
      await settled();
    }
    if (!isPruned) {
      schedules += 1;
      if (schedules > limit) throw new Error(`more than ${limit} schedules`);
      try {
        await world.finish();
      } catch (error) {
        return { schedules, broken: { schedule: path.map(({ chosen }) => chosen.id), how: String(error) } };
      }
    }
    if (!advance(path)) return { schedules };
  }
}

/** Turns a path into the next one to run; `false` when there is none. */
function advance(path: Node[]): boolean {
  for (let node = path.pop(); node !== undefined; node = path.pop()) {
    const { choices, asleep } = node;
    asleep.set(node.chosen.id, node.chosen);
    const next = choices.find(({ id }) => !asleep.has(id));
    if (next === undefined) continue;
    path.push({ choices, asleep, chosen: next });
    return true;
  }
  return false;
}
