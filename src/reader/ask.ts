// A question to a compiler is about many things at a time, because each may be a round trip. What hands the answers back to whoever
// needs them stands here.

/** Asks about the things of several lists in one question; each list gets its answers. */
export function askOfLists<Item, Answer>(
  lists: readonly (readonly Item[])[],
  ask: (items: readonly Item[]) => readonly Answer[],
): readonly (readonly Answer[])[] {
  const answers = ask(lists.flat());
  let next = 0;
  return lists.map((list) => list.map(() => answers[next++] as Answer));
}

/** Asks about those things that are there; of the others there is no answer. */
export function askOfPresent<Item, Answer>(
  items: readonly (Item | undefined)[],
  ask: (items: readonly Item[]) => readonly Answer[],
): readonly (Answer | undefined)[] {
  const lists = items.map((item) => (item === undefined ? [] : [item]));
  return askOfLists(lists, ask).map(([answer]) => answer);
}

/** Asks about things, and hands the answers back by what they are about. */
export function answersTo<Item, Answer>(
  items: readonly Item[],
  ask: (items: readonly Item[]) => readonly Answer[],
): ReadonlyMap<Item, Answer> {
  const answers = ask(items);
  return new Map(items.map((item, index) => [item, answers[index] as Answer]));
}

/** Remembers answers: of what was asked before they are known, and the others are asked for together. */
export function once<Key, Answer>(
  ask: (keys: readonly Key[]) => readonly Answer[],
): (keys: readonly Key[]) => readonly Answer[] {
  const known = new Map<Key, Answer>();
  return (keys) => {
    const fresh = new Set(keys.filter((key) => !known.has(key)));
    if (fresh.size > 0) for (const [key, answer] of answersTo([...fresh], ask)) known.set(key, answer);
    return keys.map((key) => known.get(key) as Answer);
  };
}
