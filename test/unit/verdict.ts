import type { GroupOutcome, RootOutcome } from './run-cases.js';

/** What is wrong with what was read of a group, a line each; nothing where it is as expected. */
export function failuresOf(outcome: GroupOutcome): readonly string[] {
  const { group, runs, tagProblems } = outcome;
  const { expectation } = group;
  const [own = []] = runs;
  const failures: string[] = [];
  if (own.length === 0) failures.push('no root');
  if (expectation.kind === 'tag') {
    const problems = [...tagProblems, ...own.flatMap((root) => root.problems)];
    if (!problems.some(({ code }) => /^KS11\d\d$/.test(code))) failures.push('no error for the tag');
    return failures;
  }
  failures.push(...tagProblems.map(({ code, message }) => `a tag is refused: ${code} ${message}`));
  for (const run of runs) {
    if (expectation.kind === 'refused')
      failures.push(...run.flatMap((root) => refusal(root, expectation.codes)));
    else failures.push(...readable(run));
    if (expectation.kind === 'same') failures.push(...same(run));
    if (expectation.kind === 'differ') failures.push(...distinct(run));
  }
  for (const run of runs.slice(1)) failures.push(...unchanged(own, run));
  return failures;
}

function refusal(root: RootOutcome, codes: readonly string[]): string[] {
  if (root.problems.length === 0) return [`${root.name} is not refused: ${show(root)}`];
  const said = root.problems.map(({ code, message }) => `${code} ${message}`).join('\n    ');
  const right = root.problems.some(
    ({ code, message }) => (codes.length === 0 || codes.includes(code)) && namesPath(message, root),
  );
  const where = root.at === undefined || root.at === '*' ? '' : ` at ${root.at}`;
  return right ? [] : [`${root.name} must be refused with ${codes.join(' or ')}${where}, not\n    ${said}`];
}

function namesPath(message: string, { name, at }: RootOutcome): boolean {
  if (at === undefined) return true;
  return at === '*' ? message.startsWith(name) : message.startsWith(`${at}: `);
}

function readable(run: readonly RootOutcome[]): string[] {
  return run.flatMap((root) =>
    root.problems.map(({ code, message }) => `${root.name} is refused: ${code} ${message}`),
  );
}

/** Those above `// unlike:` have one version, those below another each. */
function same(run: readonly RootOutcome[]): string[] {
  const read = run.filter((root) => root.version !== undefined);
  const alike = read.filter((root) => !root.unlike);
  const [first] = alike;
  const failures = alike
    .filter((root) => root.version !== first!.version)
    .map(
      (root) => `${first!.name} and ${root.name} must be the same:\n    ${show(first!)}\n    ${show(root)}`,
    );
  return [...failures, ...distinct([...alike.slice(0, 1), ...read.filter((root) => root.unlike)])];
}

function distinct(run: readonly RootOutcome[]): string[] {
  const seen = new Map<string, RootOutcome>();
  return run.flatMap((root) => {
    if (root.version === undefined) return [];
    const twin = seen.get(root.version);
    seen.set(root.version, root);
    return twin === undefined ? [] : [`${twin.name} and ${root.name} must differ:\n    ${show(root)}`];
  });
}

function unchanged(own: readonly RootOutcome[], run: readonly RootOutcome[]): string[] {
  return own.flatMap((root, index) => {
    const other = run[index]!;
    if (root.version === other.version) return [];
    return [`${root.name} must be the same under other options:\n    ${show(root)}\n    ${show(other)}`];
  });
}

function show({ name, text }: RootOutcome): string {
  return `${name} = ${text === undefined || text.length < 400 ? text : `${text.slice(0, 400)}…`}`;
}
