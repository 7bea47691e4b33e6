import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { ReaderOptions } from '../../../src/reader/index.js';
import { root } from '../../support/tools.js';
import { admittedRoots } from './ways-out.js';

export const librariesFolder = join(root, 'fixtures/libraries');

/** A file of `fixtures/libraries/models`: how a team would write models with one library. */
export interface Model {
  readonly name: string;
  readonly text: string;
  /** The exported types without type parameters. */
  readonly roots: readonly string[];
}

/** All models, by name. */
export const models: readonly Model[] = readdirSync(join(librariesFolder, 'models'))
  .filter((file) => file.endsWith('.ts'))
  .sort()
  .map((file) => {
    const text = readFileSync(join(librariesFolder, 'models', file), 'utf8');
    return { name: file.slice(0, -'.ts'.length), text, roots: rootsOf(text) };
  });

function rootsOf(text: string): readonly string[] {
  const { statements } = ts.createSourceFile('model.ts', text, ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    const isType =
      ts.isTypeAliasDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isClassDeclaration(statement);
    if (!isType || statement.typeParameters !== undefined) return [];
    const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    return isExported && statement.name !== undefined ? [statement.name.text] : [];
  });
}

/** What the calls of one model are read with. */
export interface Reader {
  /** As in `test/golden/libraries.json`. */
  readonly title: string;
  readonly model: Model;
  readonly roots: readonly string[];
  readonly options: ReaderOptions;
}

/** Roots that are serialised by something that keeps the own fields of a value. */
const structured: Readonly<Record<string, readonly string[]>> = { decimal: ['Price'], others: ['Board'] };

/** Every reading that is on record. */
export const readers: readonly Reader[] = models.flatMap((model): readonly Reader[] => {
  const { name, roots } = model;
  const admitted = [...admittedRoots(name)].map(
    ([packages, some]): Reader => ({
      title: `${name}, any: ${packages}`,
      model,
      roots: some,
      options: { any: packages.split(', '), serializer: 'json' },
    }),
  );
  const other = (structured[name] ?? []).map(
    (root): Reader => ({
      title: `${name}, serializer: structured`,
      model,
      roots: [root],
      options: { any: 'refuse', serializer: 'structured' },
    }),
  );
  return [
    { title: name, model, roots, options: { any: 'refuse', serializer: 'json' } },
    ...admitted,
    ...other,
  ];
});

/** The file with a call for each root of a model. */
export function callsText(model: Model): string {
  return [
    `import type { ${model.roots.join(', ')} } from './${model.name}.js';`,
    'declare function versionOf<T>(): string;',
    ...model.roots.map((name) => `versionOf<${name}>();`),
    '',
  ].join('\n');
}

export const callsFile = (model: Model): string => `models/${model.name}.calls.ts`;
