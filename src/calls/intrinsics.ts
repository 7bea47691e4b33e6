import type { DeclarationView, SymbolChecker, SymbolView, Syntax } from './syntax.js';

/** The names of the functions that a build replaces. */
export type IntrinsicName = 'versionOf' | 'versionsOf' | 'allVersionsOf' | 'keyFor' | 'shapeOf';

/** What asks for a version: an intrinsic, or the type of a parameter. */
export type AskerName = IntrinsicName | 'VersionOf' | 'VersionsOf';

/** How many value arguments each takes. */
export const arity: Readonly<Record<IntrinsicName, number>> = {
  versionOf: 0,
  versionsOf: 0,
  allVersionsOf: 0,
  keyFor: 1,
  shapeOf: 0,
};

// Spelt in two parts so that this file does not count as one that declares intrinsics.
export const brand = `@intrinsic ${'keyshape'}`;
const branded = new RegExp(`${brand} (versionOf|versionsOf|allVersionsOf|keyFor|shapeOf)\\b`);

/** What a name stands for: an intrinsic, or a namespace that holds nothing else. */
export type Meaning =
  | { readonly kind: 'intrinsic'; readonly name: IntrinsicName }
  | { readonly kind: 'namespace' };

/** Answers what symbols mean to the transformer. One per program; answers are kept. */
export interface Meanings {
  readonly syntax: Syntax;
  readonly checker: SymbolChecker;
  /** What a symbol stands for, seen through every alias; `undefined` for everything that is not ours. */
  of(symbol: SymbolView | undefined): Meaning | undefined;
  /** The symbol behind the aliases. */
  resolve(symbol: SymbolView): SymbolView;
  /** The intrinsic that a declaration declares. */
  declaredBy(declaration: DeclarationView): IntrinsicName | undefined;
}

/**
 * An intrinsic is known by the comment before its declaration, not by the name of a file or a package: so it is found
 * when linked, mapped by `paths` or bundled into another declaration file, and a user's own `versionOf` is not ours.
 */
function intrinsicNameOf(syntax: Syntax, declaration: DeclarationView): IntrinsicName | undefined {
  if (declaration.kind !== syntax.SyntaxKind.FunctionDeclaration) return undefined;
  const text = declaration.getSourceFile()?.text.slice(declaration.pos, declaration.getStart());
  return (text && branded.exec(text)?.[1]) as IntrinsicName | undefined;
}

/**
 * Makes the answers for one program.
 *
 * @param syntax - what the compiler of the program asks of a tree
 * @param checker - the program's checker
 */
export function createMeanings(syntax: Syntax, checker: SymbolChecker): Meanings {
  const known = new Map<SymbolView, Meaning | undefined>();

  function resolve(symbol: SymbolView): SymbolView {
    return symbol.flags & syntax.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  function declaredBy(declaration: DeclarationView): IntrinsicName | undefined {
    return intrinsicNameOf(syntax, declaration);
  }

  function isNamespaceOfIntrinsics(symbol: SymbolView): boolean {
    if (!(symbol.flags & syntax.SymbolFlags.ValueModule)) return false;
    const values = checker
      .getExportsOfModule(symbol)
      .map(resolve)
      .filter((member) => member.flags & syntax.SymbolFlags.Value);
    return values.length > 0 && values.every((member) => of(member) !== undefined);
  }

  function of(symbol: SymbolView | undefined): Meaning | undefined {
    if (!symbol) return undefined;
    const target = resolve(symbol);
    if (known.has(target)) return known.get(target);
    // A namespace that exports itself must not recurse; until it is known otherwise it is nothing of ours.
    known.set(target, undefined);
    const [name] = target.declarations?.flatMap((declaration) => declaredBy(declaration) ?? []) ?? [];
    const meaning: Meaning | undefined = name
      ? { kind: 'intrinsic', name }
      : isNamespaceOfIntrinsics(target)
        ? { kind: 'namespace' }
        : undefined;
    known.set(target, meaning);
    return meaning;
  }

  return { syntax, checker, of, resolve, declaredBy };
}
