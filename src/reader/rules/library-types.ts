import { answersTo } from '../ask.js';
import type { Handles, TypeFacts } from '../checker.js';
import type { Context } from './context.js';
import { type Edge, type Mode, primitive, type TypeReading } from './entry.js';
import type { LibraryBase } from './heritage.js';
import type { LibraryType } from './leaves.js';
import type { Part, Unit } from './parts.js';

/** Reads tuples, arrays and standard-library types: by their name and the type arguments that count. */
export function readLibraryTypes<Handle extends Handles>(
  context: Context<Handle>,
  units: readonly Unit<Handle>[],
): void {
  readingsOf(
    context,
    units.map(({ parts, entry }) => ({ part: parts[0]!, mode: entry.mode })),
  ).forEach((reading, index) => {
    units[index]!.entry.reading = reading;
  });
}

/** Library types that are a base beside members, as made-up entries: by their name alone, whatever is added to them. */
export function libraryTypeEdges<Handle extends Handles>(
  context: Context<Handle>,
  items: readonly { readonly part: Part<Handle>; readonly mode: Mode }[],
): readonly Edge<Handle>[] {
  return readingsOf(context, items).map((reading, index) => ({
    to: context.madeUp(items[index]!.mode, reading),
  }));
}

function readingsOf<Handle extends Handles>(
  context: Context<Handle>,
  items: readonly { readonly part: Part<Handle>; readonly mode: Mode }[],
): readonly TypeReading<Handle>[] {
  const libraryOf = ({ facts }: Part<Handle>) =>
    facts.kind === 'object' ? context.heritage.libraryOf(facts.symbol) : undefined;
  const generic = items.filter(({ part }) => {
    const library = libraryOf(part);
    return library?.kind === 'array' || (library?.kind === 'leaf' && library.argumentCount > 0);
  });
  const args = answersTo(generic, (some) => context.checker.typeArguments(some.map(({ part }) => part.type)));
  return items.map((item) => {
    const { facts } = item.part;
    return facts.kind === 'tuple'
      ? tuple(context, facts, item.mode)
      : byName(context, libraryOf(item.part)!, args.get(item) ?? [], item.mode);
  });
}

/** The library types that a user's type extends, as made-up entries beside its own members. */
export function libraryBaseEdges<Handle extends Handles>(
  context: Context<Handle>,
  questions: readonly {
    readonly type: Handle['type'];
    readonly base: LibraryBase<Handle>;
    readonly mode: Mode;
  }[],
): readonly Edge<Handle>[] {
  const args = context.checker.baseArguments(
    questions.map(({ type, base }) => ({ type, base: base.type, name: base.name })),
  );
  return questions.map((question, index) => {
    const { base } = question;
    // What its arguments hold is written where it is extended.
    const mode = context.behind(base.declarations, question.mode);
    const [facts] = context.describe([base.type]);
    const reading =
      facts!.kind === 'tuple'
        ? tuple(context, facts!, mode)
        : byName(context, base.library!, args[index]!, mode);
    return { to: context.madeUp(mode, reading), declarations: base.declarations };
  });
}

function tuple<Handle extends Handles>(
  context: Context<Handle>,
  { marks, elements }: Extract<TypeFacts<Handle>, { kind: 'tuple' }>,
  mode: Mode,
): TypeReading<Handle> {
  const followed = context.followed(mode);
  const edges = elements.map((element, index) => ({
    step: `[${index}]`,
    to: context.entry(element, followed),
  }));
  return { kind: 'tuple', marks, edges };
}

function byName<Handle extends Handles>(
  context: Context<Handle>,
  library: LibraryType,
  args: readonly Handle['type'][],
  mode: Mode,
): TypeReading<Handle> {
  const followed = context.followed(mode);
  if (library.kind === 'array') {
    return { kind: 'array', edges: [{ step: '[]', to: context.entry(args[0]!, followed) }] };
  }
  if (library.kind !== 'leaf') return primitive('function');
  const edges = args
    .slice(0, library.argumentCount)
    .map((argument, index) => ({ step: `<${index}>`, to: context.entry(argument, followed) }));
  return { kind: 'compound', label: { kind: 'leaf', name: library.name }, edges };
}
