import { askOfLists } from '../ask.js';
import type { Checker, Handles, Heritage, SymbolFacts, TypeFacts } from '../checker.js';
import type { Refusal } from '../problems.js';
import { isLibraryFile, type LibraryType, libraryType } from './leaves.js';

/** A library type that a class or interface extends, at whatever distance. */
export interface LibraryBase<Type> {
  readonly type: Type;
  /** `undefined` for a tuple. */
  readonly library: LibraryType | undefined;
  readonly name: string;
}

interface Known<Handle extends Handles> {
  readonly refusal: Refusal | undefined;
  readonly bases: readonly { readonly type: Handle['type']; readonly facts: TypeFacts<Handle> }[];
}

/**
 * What stands behind `extends`: the library types that a user's type is beside its own members, and the bases that a
 * checker drops in silence because they did not resolve.
 */
export class HeritageReader<Handle extends Handles> {
  private readonly known = new Map<SymbolFacts<Handle['declaration']>, Known<Handle>>();
  private readonly libraries = new Map<SymbolFacts<Handle['declaration']>, LibraryType | undefined>();

  constructor(
    private readonly checker: Checker<Handle>,
    private readonly describe: (types: readonly Handle['type'][]) => readonly TypeFacts<Handle>[],
  ) {}

  /** What a symbol is in the standard library, `undefined` for a user's own. */
  libraryOf(symbol: SymbolFacts<Handle['declaration']> | undefined): LibraryType | undefined {
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
      readonly symbol: SymbolFacts<Handle['declaration']> | undefined;
    }[],
  ): void {
    let pending = types;
    while (pending.length > 0) {
      const fresh = new Map<SymbolFacts<Handle['declaration']>, Handle['type']>();
      for (const { type, symbol } of pending) {
        if (!symbol?.isClassOrInterface || this.known.has(symbol)) continue;
        if (!fresh.has(symbol)) fresh.set(symbol, type);
      }
      const answers = this.checker.heritage([...fresh.values()]);
      const above = askOfLists(
        answers.map((answer) => answer.bases),
        (types) => this.describeAll(types),
      );
      const found: { type: Handle['type']; symbol: SymbolFacts<Handle['declaration']> | undefined }[] = [];
      [...fresh.keys()].forEach((symbol, index) => {
        const answer = answers[index]!;
        const bases = above[index]!.flat();
        this.known.set(symbol, { refusal: this.refusalOf(symbol, answer, bases), bases });
        for (const { type, facts } of bases) {
          if (facts.kind === 'object') found.push({ type, symbol: facts.symbol });
        }
      });
      pending = found;
    }
  }

  /** Why a class or interface cannot be read: a base of it, or of a base, is not there. */
  refusalFor(symbol: SymbolFacts<Handle['declaration']> | undefined): Refusal | undefined {
    return this.search(symbol, (known) => known.refusal);
  }

  /** The library types that a class or interface extends. */
  libraryBases(
    symbol: SymbolFacts<Handle['declaration']> | undefined,
  ): readonly LibraryBase<Handle['type']>[] {
    const found: LibraryBase<Handle['type']>[] = [];
    const add = ({ bases }: Known<Handle>) => {
      for (const { type, facts } of bases) {
        if (facts.kind === 'tuple') found.push({ type, library: undefined, name: 'Array' });
        if (facts.kind !== 'object') continue;
        const library = this.libraryOf(facts.symbol);
        if (library !== undefined && library.kind !== 'marker') {
          found.push({ type, library, name: facts.symbol!.name });
        }
      }
      return undefined;
    };
    this.search(symbol, add, (base) => this.libraryOf(base) !== undefined);
    return found;
  }

  /** The mapped types that a class or interface extends. */
  mappedBases(symbol: SymbolFacts<Handle['declaration']> | undefined): Known<Handle>['bases'] {
    const found: { readonly type: Handle['type']; readonly facts: TypeFacts<Handle> }[] = [];
    const add = ({ bases }: Known<Handle>) => {
      found.push(...bases.filter(({ facts }) => facts.kind === 'object' && facts.isMapped));
      return undefined;
    };
    this.search(symbol, add, (base) => this.libraryOf(base) !== undefined);
    return found;
  }

  /** Whether a leaf, or a type that it extends, has declarations of the user's own beside the library's. */
  isAugmented(symbol: SymbolFacts<Handle['declaration']> | undefined): boolean {
    if (this.libraryOf(symbol)?.kind !== 'leaf') return false;
    const isOwn = (_: unknown, { declarations }: SymbolFacts<Handle['declaration']>) =>
      declarations.some((one) => this.isOutside(one)) || undefined;
    return this.search(symbol, isOwn) === true;
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

  private search<Found>(
    symbol: SymbolFacts<Handle['declaration']> | undefined,
    look: (known: Known<Handle>, symbol: SymbolFacts<Handle['declaration']>) => Found | undefined,
    isEnd: (symbol: SymbolFacts<Handle['declaration']> | undefined) => boolean = () => false,
  ): Found | undefined {
    if (symbol === undefined) return undefined;
    const own = this.known.get(symbol);
    // Nearly everything extends nothing.
    if (own === undefined || own.bases.length === 0) return own && look(own, symbol);
    const seen = new Set<SymbolFacts<Handle['declaration']> | undefined>();
    const queue: (SymbolFacts<Handle['declaration']> | undefined)[] = [symbol];
    for (const one of queue) {
      if (one === undefined || seen.has(one)) continue;
      seen.add(one);
      const known = this.known.get(one);
      if (known === undefined) continue;
      const found = look(known, one);
      if (found !== undefined) return found;
      for (const { facts } of known.bases) {
        if (facts.kind === 'object' && !isEnd(facts.symbol)) queue.push(facts.symbol);
      }
    }
    return undefined;
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
    symbol: SymbolFacts<Handle['declaration']>,
    answer: Heritage<Handle>,
    bases: Known<Handle>['bases'],
  ): Refusal | undefined {
    // What a library's own declarations extend is the library's matter.
    const isTheirs = answer.unresolved === undefined || !this.isOutside(answer.unresolved.declaration);
    if (isTheirs && this.libraryOf(symbol) !== undefined) return undefined;
    if (answer.unresolved !== undefined) {
      const { text, declaration } = answer.unresolved;
      const { start, length } = this.checker.factsOf(declaration);
      return {
        code: 'KS1003',
        reason: `it extends \`${text}\`, which does not resolve, is \`any\`, or has members that are not known where it stands, so that what it inherits is unknown`,
        wayOut: 'Make the base resolve: install the package that declares it, or mend its import.',
        place: { fileName: this.checker.fileOf(declaration).fileName, start, length },
      };
    }
    if (bases.some(({ facts }) => facts.kind === 'error' || facts.kind === 'any')) {
      return {
        code: 'KS1003',
        reason:
          'it extends a type that does not resolve or is `any`, so that the members it inherits are unknown',
        wayOut: 'Make the base resolve: install the package that declares it, or mend its import.',
      };
    }
    return undefined;
  }
}
