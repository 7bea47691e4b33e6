import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import type { Reading } from '../../../src/reader/index.js';
import { root } from '../../support/tools.js';
import { readGolden, writeGolden } from '../golden.js';
import { outcome } from '../read-packages.js';
import { differences } from './fits.js';
import { librariesFolder, models, readers } from './models.js';
import { librariesProgram, readModel } from './read.js';
import { runSamples, type Samples } from './samples.js';
import { waysOut } from './ways-out.js';
import { knownDifferences } from './written.js';

const matrix = join(root, 'fixtures/matrix');

type Outcomes = Readonly<Record<string, Readonly<Record<string, string>>>>;

const outcomesOf = (readings: ReadonlyMap<string, ReadonlyMap<string, Reading>>): Outcomes =>
  Object.fromEntries(
    [...readings].map(([title, some]) => [
      title,
      Object.fromEntries([...some].map(([name, reading]) => [name, outcome(reading)])),
    ]),
  );

function readAll(compiler: typeof ts, program: ts.Program) {
  return new Map(readers.map((reader) => [reader.title, readModel(compiler, program, reader)]));
}

let program: ts.Program;
let readings: ReadonlyMap<string, ReadonlyMap<string, Reading>>;

beforeAll(() => {
  program = librariesProgram(ts);
  readings = readAll(ts, program);
});

test('the models are right TypeScript', () => {
  const files = models.map(
    ({ name }) => program.getSourceFile(join(librariesFolder, 'models', `${name}.ts`))!,
  );
  const errors = files.flatMap((file) => program.getSemanticDiagnostics(file));
  expect(errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
});

test('each root has the version, or the refusal, on record', () => {
  const outcomes = outcomesOf(readings);
  writeGolden('libraries', outcomes);
  expect(outcomes).toEqual(readGolden('libraries'));
});

test('TypeScript 6.0 gives the same', () => {
  const compiler = createRequire(join(matrix, 'package.json'))('typescript-6.0') as typeof ts;
  expect(outcomesOf(readAll(compiler, librariesProgram(compiler)))).toEqual(readGolden('libraries'));
});

test('every refusal has a way out that works', () => {
  for (const { name } of models) {
    const outcomes = readings.get(name)!;
    const refused = [...outcomes].filter(([, { problems }]) => problems.length > 0).map(([title]) => title);
    expect({ name, refused }).toEqual({ name, refused: Object.keys(waysOut[name] ?? {}) });
    for (const [title, ways] of Object.entries(waysOut[name] ?? {})) {
      for (const way of ways) {
        const found =
          'cache' in way
            ? outcomes.get(way.cache)
            : readings.get(`${name}, any: ${way.any.join(', ')}`)!.get(title);
        expect({ name, title, way, problems: found?.problems }).toEqual({ name, title, way, problems: [] });
      }
    }
  }
});

test('a package that the option `any` can admit is named by the message', () => {
  for (const [name, roots] of Object.entries(waysOut)) {
    for (const [title, ways] of Object.entries(roots)) {
      const packages = ways.flatMap((way) => ('any' in way ? way.any : []));
      const { message } = readings.get(name)!.get(title)!.problems[0]!;
      for (const known of packages) expect(message).toContain(`"any": ["${known}"]`);
    }
  }
});

describe('what JSON.stringify writes for a value of the library', () => {
  let samples: Samples;
  beforeAll(() => {
    samples = runSamples();
  });

  const sampled = (name: string) => {
    const roots = readings.get(name)!;
    return Object.entries(samples[name]!).flatMap(([title, sample]) => {
      const reading = roots.get(title)!;
      return reading.problems.length > 0 ? [] : [{ title, sample, text: reading.text() }];
    });
  };

  test('fits the shape, but where a limit is known', () => {
    const found = models.map(({ name }) => {
      const here = sampled(name).flatMap(({ title, sample, text }) => {
        const some = 'json' in sample ? differences(text, JSON.parse(sample.json)) : [];
        return some.length > 0 ? [[title, some]] : [];
      });
      return [name, Object.fromEntries(here)] as const;
    });
    expect(Object.fromEntries(found.filter(([, here]) => Object.keys(here).length > 0))).toEqual(
      knownDifferences,
    );
  });

  test('is refused by JSON itself where the shape has a bigint, and only there', () => {
    for (const { name } of models) {
      for (const { title, sample, text } of sampled(name)) {
        const optional = /\?:bigint|number\|bigint/.test(text);
        if (!optional)
          expect({ name, title, throws: 'throws' in sample }).toEqual({
            name,
            title,
            throws: /\bbigint\b/.test(text),
          });
      }
    }
  });

  test('is known for nearly every model', () => {
    const without = models.filter(({ name }) => Object.keys(samples[name]!).length === 0);
    // It makes no value without a connection.
    expect(without.map(({ name }) => name)).toEqual(['mikro-orm']);
  });
});
