/**
 * Something to be shown: it holds when one of its alternatives does, and an alternative when all of its goals do. It is
 * presumed to hold until the last alternative is refuted.
 */
export interface Goal {
  /** The alternatives that were not looked at yet, each made when the one before is refuted. */
  readonly alternatives: Iterator<readonly Goal[] | undefined>;
  /** How many alternatives were taken: the last one is watched. */
  taken: number;
  isRefuted: boolean;
  /** Goals that watch this one, and which of their alternatives that was. */
  readonly watchers: { readonly goal: Goal; readonly alternative: number }[];
}

/**
 * Goals that may rest on one another in circles. What is unrefuted when nothing is left to look at is the greatest fixpoint:
 * the coinductive reading of recursive types (R. Amadio and L. Cardelli, "Subtyping recursive types", 1993), found by a work
 * list that never takes back what it refuted (D. Kozen, J. Palsberg and M. Schwartzbach, "Efficient recursive subtyping",
 * 1995). Nothing here calls itself, so depth does not matter.
 */
export class Goals {
  readonly #waiting: Goal[] = [];

  /** Adds a goal; its alternatives are looked at by {@link settle}. An alternative that is undefined is refuted already. */
  add(alternatives: Iterator<readonly Goal[] | undefined>): Goal {
    const goal: Goal = { alternatives, taken: 0, isRefuted: false, watchers: [] };
    this.#waiting.push(goal);
    return goal;
  }

  /** Looks at everything that waits. Afterwards `isRefuted` is final for all goals that there are. */
  settle(): void {
    for (let goal = this.#waiting.pop(); goal !== undefined; goal = this.#waiting.pop()) this.#advance(goal);
  }

  /** Takes the next alternative that is not refuted yet, or refutes the goal. */
  #advance(goal: Goal): void {
    for (let next = goal.alternatives.next(); !next.done; next = goal.alternatives.next()) {
      goal.taken++;
      if (next.value === undefined || next.value.some((part) => part.isRefuted)) continue;
      for (const part of next.value) part.watchers.push({ goal, alternative: goal.taken });
      return;
    }
    goal.isRefuted = true;
    for (const watcher of goal.watchers)
      if (!watcher.goal.isRefuted && watcher.alternative === watcher.goal.taken) {
        // Whatever else it watched in this alternative is of no interest any more.
        watcher.goal.taken++;
        this.#waiting.push(watcher.goal);
      }
  }
}
