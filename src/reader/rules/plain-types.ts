import { untyped } from '../packages.js';
import type { Refusal } from '../problems.js';

/** What these packages call the plain type of their documents, entities and models: the one to cache. */
const plainTypes = new Map<string, string>([
  [
    'mongoose',
    'the plain type that `lean()` gives (`InferRawDocType` of the definition that the schema is made from, or an interface of your own)',
  ],
  ['sequelize', '`InferAttributes<*>`'],
  ['@sequelize/core', '`InferAttributes<*>`'],
  ['@mikro-orm/core', '`EntityDTO<*>`'],
  ['objection', '`ModelObject<*>`'],
  ['effect', 'what the schema encodes to (`typeof *.Encoded`, `Schema.Encoded`)'],
  ['@effect/schema', 'what the schema encodes to (`Schema.Schema.Encoded<typeof *>`)'],
  ['luxon', 'the text that `toISO()` gives'],
]);

/** What to cache in place of a package's own type, where the package has a plain one for it; `name` is the type's. */
export function plainTypeOf(packageName: string, name = '…'): string | undefined {
  return plainTypes.get(untyped(packageName))?.replaceAll('*', () => name);
}

/**
 * What to do about a type of a package that does not tell what it writes. One that is opaque as a whole has no structure, so
 * that the option is no way out of the type that is asked for.
 *
 * @param packageName the package that declares it
 * @param name what the user calls the type, where it has a name
 * @example waysOutOfPackage('luxon').wayOut
 */
export function waysOutOfPackage(
  packageName: string,
  name?: string,
): Pick<Refusal, 'wayOut' | 'wayOutAtRoot'> {
  const plain = plainTypeOf(packageName, name) ?? 'a plain type of your own in its place';
  return {
    wayOut: `Cache ${plain}, or add "any": [${JSON.stringify(packageName)}] to keyshape's plugin entry to take it as opaque there.`,
    wayOutAtRoot: `Cache ${plain}.`,
  };
}
