// Time and memory per root on published types: `npm run build && node --expose-gc bench/real-types.mjs [runs]`.
// A root counts as read when its version is known. "cold" is the first reading in a fresh program, where the checker
// resolves the types; "together" is all roots at once and "alone" one root at a time, both in the then warm program.
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { readTypes } from '../dist/esm/compilers/classic/read-types.js';
import { installFixtures } from '../scripts/install-fixtures.mjs';
import { createProgram } from './real-type-program.mjs';

const record = JSON.parse(readFileSync(new URL('../test/golden/real-types.json', import.meta.url), 'utf8'));
const runs = Number(process.argv[2] ?? 3);

const schemas = 'components["schemas"]';
const packages = [
  { name: 'stripe', statement: `import type Types from 'stripe';` },
  {
    name: '@octokit/openapi-types',
    statement: `import type { components } from '@octokit/openapi-types';`,
    written: (name) => `${schemas}[${JSON.stringify(name)}]`,
  },
  { name: 'schema-dts', statement: `import type * as Types from 'schema-dts';` },
  {
    name: '@octokit/graphql-schema',
    statement: `import type * as Types from '@octokit/graphql-schema';`,
    any: ['@octokit/graphql-schema'],
    count: 200,
  },
];

await installFixtures(['real-types']);
console.log(`TypeScript ${ts.version}, Node ${process.versions.node}, median of ${runs} runs, ms per root`);
console.table(Object.fromEntries(packages.map((known) => [known.name, measure(known)])));

function measure({ name, statement, written = (type) => `Types.${type}`, any = 'refuse', count }) {
  const names = count === undefined ? Object.keys(record[name]) : exported(statement).slice(0, count);
  const { program, nodes } = createProgram(statement, names.map(written));
  const options = { any, serializer: 'json' };
  const before = heap();
  const cold = timed(() => versions(program, nodes, options));
  const held = heap() - before;
  const together = median(
    Array.from({ length: runs }, () => timed(() => versions(program, nodes, options)).time),
  );
  const alone = nodes.map((node) => timed(() => versions(program, [node], options)).time);
  return {
    roots: nodes.length,
    read: cold.value.filter((version) => version !== undefined).length,
    cold: round(cold.time / nodes.length),
    together: round(together / nodes.length),
    'alone, median': round(median(alone)),
    'alone, 95 %': round(quantile(alone, 0.95)),
    'MB held by the checker': global.gc ? Math.round(held / 2 ** 20) : 'needs --expose-gc',
    'MB resident': Math.round(process.memoryUsage().rss / 2 ** 20),
  };
}

/** The version of each node, or nothing where it is refused. */
function versions(program, nodes, options) {
  return readTypes(ts, program, nodes, options).map((reading) =>
    reading.problems.length === 0 ? reading.version(16) : undefined,
  );
}

/** The types without type parameters that a namespace import brings, spread evenly over their names. */
function exported(statement) {
  const { program, file } = createProgram(statement, []);
  const checker = program.getTypeChecker();
  const { name } = file.statements[0].importClause.namedBindings;
  const names = checker
    .getExportsOfModule(checker.getAliasedSymbol(checker.getSymbolAtLocation(name)))
    .filter(
      ({ flags, declarations }) =>
        flags & ts.SymbolFlags.Type && !declarations?.some((d) => d.typeParameters),
    )
    .map((symbol) => symbol.name)
    .sort();
  return Array.from({ length: 200 }, (_, index) => names[Math.floor((index * names.length) / 200)]);
}

function timed(work) {
  const start = performance.now();
  const value = work();
  return { value, time: performance.now() - start };
}

function heap() {
  global.gc?.();
  return process.memoryUsage().heapUsed;
}

function median(values) {
  return quantile(values, 0.5);
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)];
}

function round(milliseconds) {
  return Number(milliseconds.toFixed(2));
}
