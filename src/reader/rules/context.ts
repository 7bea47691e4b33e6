import type { Salt } from '../../shape/index.js';
import { once } from '../ask.js';
import type { Checker, FileFacts, Handles, SymbolFacts, TypeFacts } from '../checker.js';
import { untyped } from '../packages.js';
import type { Refusal } from '../problems.js';
import type { Entry, Mode } from './entry.js';
import { HeritageReader } from './heritage.js';

/** What decides a shape beside the type itself. */
export interface ReaderOptions {
  /** What an `any` in a type is: refused, a leaf, or a leaf where its declaration belongs to one of these packages. */
  readonly any: 'refuse' | 'opaque' | readonly string[];
  /** `json` follows `toJSON`; `structured` reads the own fields. */
  readonly serializer: 'json' | 'structured';
}

/** The four modes, one object each, so that they can be told by identity. */
const modes: readonly Mode[] = [false, true].flatMap((admitsAny) =>
  [false, true].map((asItStands) => ({ asItStands, admitsAny })),
);

function modeOf({ asItStands, admitsAny }: Mode): Mode {
  return modes.find((mode) => mode.asItStands === asItStands && mode.admitsAny === admitsAny)!;
}

/** What the rules share while they read the types of one program: the checker, the options, and the entries so far. */
export class Context<Handle extends Handles> {
  /** What the checker says of types, asked once for each. */
  readonly describe: (types: readonly Handle['type'][]) => readonly TypeFacts<Handle>[];
  readonly heritage: HeritageReader<Handle>;
  /** What the type parameters of a `toJSON` that is followed stand for, where a call gives nothing for them. */
  private readonly defaults = new Map<Handle['type'], Handle['type'] | undefined>();
  /** Entries whose level is still to be read. */
  fresh: Entry<Handle>[] = [];
  /** Whether a type parameter may be in sight, so that a mapped type can wait for it. */
  seesTypeParameters = false;
  private readonly entries = modes.map(() => new Map<Handle['type'], Entry<Handle>>());
  private readonly admittedPackages: ReadonlySet<string>;

  constructor(
    readonly checker: Checker<Handle>,
    readonly options: ReaderOptions,
  ) {
    this.describe = once((types) => checker.describe(types));
    this.heritage = new HeritageReader(checker, this.describe);
    this.admittedPackages = new Set(typeof options.any === 'string' ? [] : options.any);
  }

  /** The mode in which a call site's type is read. */
  get rootMode(): Mode {
    return modeOf({ asItStands: false, admitsAny: this.options.any === 'opaque' });
  }

  /** The same mode, for what an entry refers to. */
  followed(mode: Mode): Mode {
    // Nearly every mode is.
    return mode.asItStands ? modeOf({ ...mode, asItStands: false }) : mode;
  }

  /** The same mode, with `toJSON` left alone. */
  asItStands(mode: Mode): Mode {
    return modeOf({ ...mode, asItStands: true });
  }

  /** The mode behind a declaration: the nearest one on a path says whose an `any` is. */
  behind(declarations: readonly Handle['declaration'][], mode: Mode): Mode {
    if (this.admittedPackages.size === 0) return mode;
    const file = this.nearestFile(declarations);
    if (file === undefined) return mode;
    const { packageName } = file;
    return modeOf({ ...mode, admitsAny: packageName !== undefined && this.admits(packageName) });
  }

  /** Whether a list of packages in the option `any` names a package, by its typings' name or its own. */
  private admits(packageName: string): boolean {
    return this.admittedPackages.has(packageName) || this.admittedPackages.has(untyped(packageName));
  }

  /** The file of the first declaration that is not the library's (`Record`, `Pick` name no owner). */
  nearestFile(declarations: readonly Handle['declaration'][]): FileFacts | undefined {
    for (const declaration of declarations) {
      const file = this.checker.fileOf(declaration);
      if (!file.isLibrary) return file;
    }
    return undefined;
  }

  /** The entry of a type in a mode. A new one waits in {@link fresh}. */
  entry(type: Handle['type'], mode: Mode): Entry<Handle> {
    const known = this.entries[modes.indexOf(mode)]!;
    let entry = known.get(type);
    if (entry === undefined) {
      entry = { type, mode, reading: undefined, declarations: [] };
      known.set(type, entry);
      this.fresh.push(entry);
    }
    return entry;
  }

  /** Notes what stands for a type parameter that a call gives nothing for. */
  giveDefault(parameter: Handle['type'], standsFor: Handle['type'] | undefined): void {
    this.defaults.set(parameter, standsFor);
    // A type that mentions this one may be waiting for it.
    this.seesTypeParameters = true;
  }

  defaultOf(parameter: Handle['type']): Handle['type'] | undefined {
    return this.defaults.get(parameter);
  }

  /** An entry that stands for no type of its own. */
  madeUp(mode: Mode, reading: Entry<Handle>['reading']): Entry<Handle> {
    return { type: undefined, mode, reading, declarations: [] };
  }

  refused(mode: Mode, refusal: Refusal): Entry<Handle> {
    return this.madeUp(mode, { kind: 'refused', refusal });
  }

  /** The version tags of declarations. */
  saltOf(declarations: readonly Handle['declaration'][]): Salt | undefined {
    // Nearly everything has one declaration.
    if (declarations.length === 1) return this.checker.tagsOf(declarations[0]!).version;
    return mergedVersion(declarations.map((declaration) => this.checker.tagsOf(declaration).version));
  }

  /** Where a declaration stands, for a message. */
  placeOf(declaration: Handle['declaration']) {
    const { start, length } = this.checker.factsOf(declaration);
    return { fileName: this.checker.fileOf(declaration).fileName, start, length };
  }
}

/** Several declarations of one thing: every number counts, whatever their order. */
function mergedVersion(versions: readonly (number | undefined)[]): Salt | undefined {
  const distinct = [...new Set(versions.filter((version) => version !== undefined))].sort((a, b) => a - b);
  return distinct.length > 1 ? distinct : distinct[0];
}

/** A symbol's declarations, none where there is no symbol. */
export function declarationsOf<Declaration>(
  symbol: SymbolFacts<Declaration> | undefined,
): readonly Declaration[] {
  return symbol?.declarations ?? [];
}
