import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What the roots of a group must be; `fixtures/cases/README.md` says how a group is written. */
export type Expectation =
  | { readonly kind: 'same' | 'differ' | 'read' | 'tag' }
  | { readonly kind: 'refused'; readonly codes: readonly string[] };

/** A group of roots that share an expectation: one module, with the files beside it. */
export interface CaseGroup {
  /** The case file without its extension. */
  readonly topic: string;
  /** Where the group stands in the case file, from 0. */
  readonly number: number;
  readonly line: number;
  readonly title: string;
  readonly expectation: Expectation;
  /** By path from the group's folder; `main.ts` holds the roots. */
  readonly files: ReadonlyMap<string, string>;
  /** `compilerOptions` as in tsconfig.json, over those that all cases have. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Further options under which the roots must have the same versions. */
  readonly also: readonly Readonly<Record<string, unknown>>[];
  /** Options of the reader, over the default ones. */
  readonly reader: Readonly<Record<string, unknown>>;
  /** The first compiler that can express the group. */
  readonly since: string;
  /** Codes of the TypeScript errors that the group is about. */
  readonly errors: readonly number[];
  /** It changes globals or modules: it has a program of its own. */
  readonly alone: boolean;
}

const header = /^\/\/! (?:(same|differ|read|tag)|refused(?: (KS\d{4}(?:\|KS\d{4})*))?): (.+)$/;
const directive = /^\/\/ @(options|also|reader|since|errors|alone|file)\b:? ?(.*)$/;

/** Every group of every case file in a folder. */
export function readCaseFiles(folder: string): readonly CaseGroup[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) => parseCaseFile(basename(name, '.ts'), readFileSync(join(folder, name), 'utf8')));
}

function parseCaseFile(topic: string, text: string): CaseGroup[] {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, index) => (line.startsWith('//!') ? [index] : []));
  const preamble = lines.slice(1, starts[0]); // the first line is the file's topic
  return starts.map((start, number) =>
    parseGroup(topic, number, start, preamble, lines.slice(start, starts[number + 1])),
  );
}

function parseGroup(
  topic: string,
  number: number,
  start: number,
  preamble: readonly string[],
  lines: readonly string[],
): CaseGroup {
  const match = header.exec(lines[0]!);
  if (match === null) throw new Error(`${topic}.ts:${start + 1}: not a group: ${lines[0]}`);
  const [, kind, codes, title] = match;
  const files = new Map<string, string[]>([['main.ts', []]]);
  const group = {
    options: {} as Record<string, unknown>,
    also: [] as Record<string, unknown>[],
    reader: {} as Record<string, unknown>,
    since: '4.9',
    errors: [] as number[],
    alone: false,
  };
  let current = files.get('main.ts')!;
  for (const line of [...preamble, ...lines.slice(1)]) {
    const [, name, value = ''] = directive.exec(line) ?? [];
    if (name === 'options') Object.assign(group.options, JSON.parse(value));
    else if (name === 'also') group.also.push(JSON.parse(value));
    else if (name === 'reader') Object.assign(group.reader, JSON.parse(value));
    else if (name === 'since') group.since = value.slice(0, value.indexOf(':'));
    else if (name === 'errors') group.errors.push(...value.split(' ').map(Number));
    else if (name === 'alone') group.alone = true;
    else if (name === 'file') {
      current = files.get(value) ?? [];
      files.set(value, current);
    } else current.push(line);
  }
  return {
    topic,
    number,
    line: start + 1,
    title: title!,
    expectation:
      kind === undefined
        ? { kind: 'refused', codes: codes?.split('|') ?? [] }
        : { kind: kind as 'same' | 'differ' | 'read' | 'tag' },
    files: new Map([...files].map(([name, text]) => [name, `${text.join('\n')}\n`])),
    ...group,
  };
}

/** Whether a compiler (`5.6`) can express the group. */
export function canExpress(versionMajorMinor: string, group: CaseGroup): boolean {
  const [major = 0, minor = 0] = versionMajorMinor.split('.').map(Number);
  const [sinceMajor = 0, sinceMinor = 0] = group.since.split('.').map(Number);
  return major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
}
