import { untyped } from '../packages.js';

/** What these packages call the plain type of their documents, entities and models: the one to cache. */
const plainTypes = new Map([
  [
    'mongoose',
    "the plain type that `lean()` gives (the schema's `InferRawDocType`, or an interface of your own)",
  ],
  ['sequelize', '`InferAttributes<User>`'],
  ['@sequelize/core', '`InferAttributes<User>`'],
  ['@mikro-orm/core', '`EntityDTO<User>`'],
  ['objection', '`ModelObject<User>`'],
  ['effect', 'what the schema encodes to (`typeof User.Encoded`, `Schema.Encoded`)'],
  ['@effect/schema', 'what the schema encodes to (`Schema.Schema.Encoded<typeof User>`)'],
  ['luxon', 'the text that `toISO()` gives'],
]);

/** What to cache in place of a package's own type, where the package has a plain one for it. */
export function plainTypeOf(packageName: string): string | undefined {
  return plainTypes.get(untyped(packageName));
}

/**
 * What to do about a type of a package that does not tell what it writes.
 *
 * @param packageName the package that declares it
 * @example wayOutOfPackage('luxon')
 */
export function wayOutOfPackage(packageName: string): string {
  const plain = plainTypeOf(packageName) ?? 'a plain type of your own in its place';
  return `Cache ${plain}, or add "any": [${JSON.stringify(packageName)}] to keyshape's plugin entry to take it as opaque there.`;
}
