import ts from 'typescript';
import { readTypes } from '../../../../src/compilers/classic/read-types.js';
import type { ReaderOptions } from '../../../../src/reader/index.js';
import { createRandom } from '../../../support/random.js';
import { root } from '../../../support/tools.js';
import type { CaseGroup } from '../../case-files.js';
import { createCaseProgram, rootsOf } from '../../case-program.js';
import { type Edit, edited } from './edit.js';
import { declarationsOf } from './print.js';
import { Drawing, drawModel, type Model } from './type.js';

/** Two models, one an edit of the other, and what TypeScript and the reader say of them. */
export interface Pair {
  readonly seed: number;
  readonly edit: Edit;
  /** Whether the edit was undone: what it makes is the old type. */
  readonly isUndone: boolean;
  readonly old: Model;
  readonly present: Model;
  readonly texts: readonly [old: string, present: string];
  /** Whether TypeScript takes the old type for the new one. */
  readonly isAssignable: boolean;
  /** As TypeScript declarations. */
  readonly shown: string;
}

interface Drawn {
  readonly seed: number;
  readonly edit: Edit;
  readonly models: readonly [Model, Model];
}

/** Draws pairs, in both directions, and has all of them read in one program. */
export function pairsOf(first: number, count: number, serializer: 'json' | 'structured'): readonly Pair[] {
  const drawn = Array.from({ length: count }, (_, at) => draw(first + at, serializer)).filter(
    (pair) => pair !== undefined,
  );
  const declared = drawn.flatMap(({ seed, models }) =>
    models.map((model, side) => declarationsOf(model, nameOf(seed, side))),
  );
  const text = declared.join('');
  const group: CaseGroup = {
    topic: 'pairs',
    number: first,
    line: 1,
    title: 'pairs',
    expectation: { kind: 'same' },
    files: new Map([['main.ts', text]]),
    options: {},
    also: [],
    reader: {},
    since: '5.9',
    errors: [],
    alone: false,
  };
  const { program, files } = createCaseProgram(ts, { folder: root }, [group]);
  const checker = program.getTypeChecker();
  const wanted = new Set(drawn.flatMap(({ seed }) => [0, 1].map((side) => `${nameOf(seed, side)}0`)));
  const roots = rootsOf(ts, files(group)[0]!).filter(({ name }) => wanted.has(name));
  const readings = readTypes(
    ts,
    program,
    roots.map(({ node }) => node),
    { any: 'refuse', serializer } satisfies ReaderOptions,
  );
  const at = new Map(roots.map(({ name }, place) => [name, place]));
  return drawn.flatMap(({ seed, edit, models }): readonly Pair[] => {
    const places = [0, 1].map((side) => at.get(`${nameOf(seed, side)}0`)!);
    const both = places.map((place) => readings[place]!);
    if (both.some(({ problems }) => problems.length > 0)) return [];
    const texts = both.map((reading) => reading.text());
    const types = places.map((place) => checker.getTypeFromTypeNode(roots[place]!.node));
    return [0, 1].map((old) => ({
      seed,
      edit,
      isUndone: old === 1,
      old: models[old]!,
      present: models[1 - old]!,
      texts: [texts[old]!, texts[1 - old]!],
      isAssignable: checker.isTypeAssignableTo(types[old]!, types[1 - old]!),
      shown: [old, 1 - old]
        .map((side) => declarationsOf(models[side]!, side === old ? 'Old' : 'New'))
        .join(''),
    }));
  });
}

function nameOf(seed: number, side: number): string {
  return `P${seed}${side === 0 ? 'a' : 'b'}_`;
}

function draw(seed: number, serializer: 'json' | 'structured'): Drawn | undefined {
  const random = createRandom(seed);
  const model = drawModel(random, serializer);
  const made = edited(random, model, new Drawing(random, serializer, model.length));
  return made && { seed, edit: made.edit, models: [model, made.model] };
}
