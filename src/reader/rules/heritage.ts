import { askOfLists } from '../ask.js';
import type { Checker, Handles, Heritage, SymbolFacts, TypeFacts } from '../checker.js';
import type { Refusal } from '../problems.js';
import { isLibraryFile, type LibraryType, libraryType } from './leaves.js';

/** A library type that a class or interface extends, at whatever distance. */
export interface LibraryBase<Handle extends Handles> {
  readonly type: Handle['type'];
  /** `undefined` for a tuple. */
  readonly library: LibraryType | undefined;
  readonly name: string;
  /** The class or interface whose `extends` names it. */
  readonly declarations: readonly Handle['declaration'][];
}

/** The symbol behind an object type. */
type SymbolOf<Handle extends Handles> = SymbolFacts<Handle['declaration']>;

interface Known<Handle extends Handles> {
  readonly symbol: SymbolOf<Handle>;
  readonly refusal: Refusal | undefined;
  readonly bases: readonly { readonly type: Handle['type']; readonly facts: TypeFacts<Handle> }[];
}

/**
 * What stands behind `extends`: the library types that a user's type is beside its own members, and the bases that a
 * checker drops in silence because they did not resolve.
 */
export class HeritageReader<Handle extends Handles> {
  private readonly known = new Map<SymbolOf<Handle>, Known<Handle>>();
  private readonly libraries = new Map<SymbolOf<Handle>, LibraryType | undefined>();

  constructor(
    private readonly checker: Checker<Handle>,
    private readonly describe: (types: readonly Handle['type'][]) => readonly TypeFacts<Handle>[],
  ) {}

  /** What a symbol is in the standard library, `undefined` for a user's own. */
  libraryOf(symbol: SymbolOf<Handle> | undefined): LibraryType | undefined {
    if (!symbol?.isClassOrInterface) return undefined;
    if (!this.libraries.has(symbol)) {
      this.libraries.set(
        symbol,
        libraryType(symbol, (declaration) => this.checker.fileOf(declaration)),
      );
    }
    return this.libraries.get(symbol);
  }

  /** Reads the bases of class and interface types, and theirs, until none is new: one question for each step up. */
  read(
    types: readonly {
      readonly type: Handle['type'];
      readonly symbol: SymbolOf<Handle> | undefined;
    }[],
  ): void {
    let pending = types;
    while (pending.length > 0) {
      const fresh = new Map<SymbolOf<Handle>, Handle['type']>();
      for (const { type, symbol } of pending) {
        if (!symbol?.isClassOrInterface || this.known.has(symbol)) continue;
        if (!fresh.has(symbol)) fresh.set(symbol, type);
      }
      const answers = this.checker.heritage([...fresh.values()]);
      const above = askOfLists(
        answers.map((answer) => answer.bases),
        (types) => this.describeAll(types),
      );
      const found: { type: Handle['type']; symbol: SymbolOf<Handle> | undefined }[] = [];
      [...fresh.keys()].forEach((symbol, index) => {
        const answer = answers[index]!;
        const bases = above[index]!.flat();
        this.known.set(symbol, { symbol, refusal: this.refusalOf(symbol, answer, bases), bases });
        for (const { type, facts } of bases) {
          if (facts.kind === 'object') found.push({ type, symbol: facts.symbol });
        }
      });
      pending = found;
    }
  }

  /** Why a class or interface cannot be read: a base of it, or of a base, is not there. */
  refusalFor(symbol: SymbolOf<Handle> | undefined): Refusal | undefined {
    return this.withBases(symbol).find((known) => known.refusal)?.refusal;
  }

  /** The library types that a class or interface extends. */
  libraryBases(symbol: SymbolOf<Handle> | undefined): readonly LibraryBase<Handle>[] {
    return this.upToLibrary(symbol).flatMap(({ symbol: { declarations }, bases }) =>
      bases.flatMap(({ type, facts }): readonly LibraryBase<Handle>[] => {
        if (facts.kind === 'tuple') return [{ type, library: undefined, name: 'Array', declarations }];
        if (facts.kind !== 'object') return [];
        const library = this.libraryOf(facts.symbol);
        if (library === undefined || library.kind === 'marker') return [];
        return [{ type, library, name: facts.symbol!.name, declarations }];
      }),
    );
  }

  /** The mapped types that a class or interface extends. */
  mappedBases(symbol: SymbolOf<Handle> | undefined): Known<Handle>['bases'] {
    return this.upToLibrary(symbol)
      .flatMap(({ bases }) => bases)
      .filter(({ facts }) => facts.kind === 'object' && facts.isMapped);
  }

  /** Whether a leaf, or a type that it extends, has declarations of the user's own beside the library's. */
  isAugmented(symbol: SymbolOf<Handle> | undefined): boolean {
    if (this.libraryOf(symbol)?.kind !== 'leaf') return false;
    return this.withBases(symbol).some((known) =>
      known.symbol.declarations.some((one) => this.isOutside(one)),
    );
  }

  /** Whether a declaration stands in no library and no package. */
  isOutside(declaration: Handle['declaration']): boolean {
    const { isLibrary, packageName } = this.checker.fileOf(declaration);
    return !isLibrary && packageName === undefined;
  }

  /** Whether a declaration stands in a library, or in a package that declares a platform. */
  isOfLibrary(declaration: Handle['declaration']): boolean {
    return isLibraryFile(this.checker.fileOf(declaration));
  }

  /** What is known of a class or interface and of its bases, as far as the first library types. */
  private upToLibrary(symbol: SymbolOf<Handle> | undefined): readonly Known<Handle>[] {
    return this.withBases(symbol, (base) => this.libraryOf(base) !== undefined);
  }

  /** What is known of a class or interface and of all that it extends, the nearest first; what lies above an end is left out. */
  private withBases(
    symbol: SymbolOf<Handle> | undefined,
    isEnd: (base: SymbolOf<Handle> | undefined) => boolean = () => false,
  ): readonly Known<Handle>[] {
    const own = symbol && this.known.get(symbol);
    if (own === undefined) return [];
    // Nearly everything extends nothing.
    if (own.bases.length === 0) return [own];
    const found = new Set([own]);
    for (const { bases } of found) {
      for (const { facts } of bases) {
        if (facts.kind !== 'object' || isEnd(facts.symbol)) continue;
        const known = facts.symbol && this.known.get(facts.symbol);
        if (known !== undefined) found.add(known);
      }
    }
    return [...found];
  }

  /** The base of a mixin class is an intersection: its parts count each. */
  private describeAll(types: readonly Handle['type'][]) {
    const facts = this.describe(types);
    return types.map((type, index) => {
      const one = facts[index]!;
      if (one.kind !== 'intersection') return [{ type, facts: one }];
      const parts = this.describe(one.members);
      return one.members.map((member, part) => ({ type: member, facts: parts[part]! }));
    });
  }

  private refusalOf(
    symbol: SymbolOf<Handle>,
    answer: Heritage<Handle>,
    bases: Known<Handle>['bases'],
  ): Refusal | undefined {
    // What a library's own declarations extend is the library's matter.
    const isTheirs = answer.unresolved === undefined || !this.isOutside(answer.unresolved.declaration);
    if (isTheirs && this.libraryOf(symbol) !== undefined) return undefined;
    const wayOut = 'Make the base resolve: install the package that declares it, or mend its import.';
    if (answer.unresolved !== undefined) {
      const { text, declaration } = answer.unresolved;
      const { start, length } = this.checker.factsOf(declaration);
      return {
        code: 'KS1003',
        reason: `it extends \`${text}\`, which does not resolve, is \`any\`, or has members that are not known where it stands, so that what it inherits is unknown`,
        wayOut,
        place: { fileName: this.checker.fileOf(declaration).fileName, start, length },
      };
    }
    // A class may extend a value whose type is known, though what it constructs is `any`.
    if (bases.some(({ facts }) => facts.kind === 'error' || facts.kind === 'any')) {
      return {
        code: 'KS1003',
        reason:
          'it extends a type that does not resolve or is `any`, so that the members it inherits are unknown',
        wayOut,
      };
    }
    return undefined;
  }
}
