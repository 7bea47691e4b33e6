/** What to cache instead of a type that is refused: another root, or the packages to name in the option `any`. */
export type WayOut = { readonly cache: string } | { readonly any: readonly string[] };

const cache = (root: string): WayOut => ({ cache: root });
const any = (...packages: readonly string[]): WayOut => ({ any: packages });

/** By model and root: the ways out of every refusal, each of which has a version. */
export const waysOut: Readonly<Record<string, Readonly<Record<string, readonly WayOut[]>>>> = {
  'aws-sdk': {
    Output: [cache('CachedItem'), any('@aws-sdk/client-dynamodb')],
    Attribute: [any('@aws-sdk/client-dynamodb')],
  },
  bson: { Loose: [cache('Order'), any('bson')] },
  'class-transformer': { Plain: [cache('CachedUser')] },
  drizzle: { Table: [cache('User'), any('drizzle-orm')] },
  effect: {
    UserClass: [cache('CachedUser'), any('effect')],
    MaybeName: [cache('MaybeNameDto')],
    Outcome: [cache('OutcomeDto')],
    Meeting: [cache('MeetingDto'), any('effect')],
    Lists: [cache('ListsDto'), any('effect')],
    NotFound: [cache('NotFoundDto')],
  },
  graphql: { Unmapped: [cache('Mapped')] },
  luxon: { Booking: [cache('CachedBooking'), any('@types/luxon')], Slot: [cache('CachedBooking')] },
  'mikro-orm': {
    AuthorEntity: [cache('CachedAuthor')],
    BookEntity: [cache('CachedBook')],
    LoadedBook: [cache('CachedBook')],
    BookReference: [cache('CachedBook')],
  },
  mongoose: {
    BareSubdocument: [cache('LeanUser')],
    MixedPost: [cache('OpaquePost')],
  },
  neverthrow: { Finding: [cache('Awaiting'), any('neverthrow')] },
  objection: { Rows: [cache('TypedRows')] },
  others: {
    Claims: [cache('CachedClaims'), any('@types/jsonwebtoken')],
    Response: [cache('Body')],
  },
  sequelize: { UserInstance: [cache('CachedUser')] },
  trpc: { Router: [cache('CachedUser')] },
  zod: { UserSchema: [cache('CachedUser')] },
};

/** The roots that are read a second time under the option `any`, by the packages it names. */
export function admittedRoots(model: string): ReadonlyMap<string, readonly string[]> {
  const roots = new Map<string, string[]>();
  for (const [root, ways] of Object.entries(waysOut[model] ?? {})) {
    for (const way of ways) {
      if (!('any' in way)) continue;
      const packages = way.any.join(', ');
      roots.set(packages, [...(roots.get(packages) ?? []), root]);
    }
  }
  return roots;
}
