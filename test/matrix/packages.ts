import { join } from 'node:path';
import type ts from 'typescript';
import type { ReaderOptions } from '../../src/reader/index.js';

/** A published package whose types are read. */
export interface RealPackage {
  readonly name: string;
  /** Brings `Types` into scope: what the roots are members of. */
  readonly statement: string;
  /** How many types are read, spread evenly over all in the order of their names. */
  readonly count: number;
  readonly any: ReaderOptions['any'];
  /** How a root is written at the call. */
  written(name: string): string;
  /** The names of all its types. */
  names(compiler: typeof ts, checker: ts.TypeChecker, file: ts.SourceFile): readonly string[];
}

export const realTypesFolder = join(__dirname, '../../fixtures/real-types');

const schemas = 'components["schemas"]';

export const realPackages: readonly RealPackage[] = [
  {
    name: 'stripe',
    statement: `import type Types from 'stripe';`,
    count: 500,
    any: 'refuse',
    written: (name) => `Types.${name}`,
    names: exportedNames,
  },
  {
    name: '@octokit/openapi-types',
    statement: `import type { components } from '@octokit/openapi-types';\ntype Types = ${schemas};`,
    count: 500,
    any: 'refuse',
    written: (name) => `${schemas}[${JSON.stringify(name)}]`,
    names: (compiler, checker, file) =>
      file.statements
        .filter((statement) => compiler.isTypeAliasDeclaration(statement))
        .flatMap((alias) => checker.getTypeAtLocation(alias.name).getProperties())
        .map((property) => property.name),
  },
  {
    name: 'schema-dts',
    statement: `import type * as Types from 'schema-dts';`,
    count: 20,
    any: 'refuse',
    written: (name) => `Types.${name}`,
    names: exportedNames,
  },
  {
    name: '@octokit/graphql-schema',
    statement: `import type * as Types from '@octokit/graphql-schema';`,
    count: 60,
    any: ['@octokit/graphql-schema'],
    written: (name) => `Types.${name}`,
    names: exportedNames,
  },
];

/** The types without type parameters that `Types` exports. */
function exportedNames(compiler: typeof ts, checker: ts.TypeChecker, file: ts.SourceFile): readonly string[] {
  const [statement] = file.statements;
  if (statement === undefined || !compiler.isImportDeclaration(statement)) return [];
  const clause = statement.importClause!;
  const binding = clause.name ?? (clause.namedBindings as ts.NamespaceImport).name;
  const types = checker.getAliasedSymbol(checker.getSymbolAtLocation(binding)!);
  return checker.getExportsOfModule(types).flatMap((symbol) => {
    const target = symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const isType = (target.flags & compiler.SymbolFlags.Type) !== 0;
    const isGeneric = target.declarations?.some(
      (declaration) => 'typeParameters' in declaration && declaration.typeParameters !== undefined,
    );
    return isType && !isGeneric ? [symbol.name] : [];
  });
}

/** `count` of the names, evenly spread over their order by UTF-16 code units. */
export function chosen(names: readonly string[], count: number): readonly string[] {
  const sorted = [...new Set(names)].sort();
  if (sorted.length <= count) return sorted;
  return Array.from({ length: count }, (_, index) => sorted[Math.floor((index * sorted.length) / count)]!);
}
