import type { Handles } from '../checker.js';
import type { Context } from './context.js';
import { type Entry, hasNoData } from './entry.js';
import { FunctionsOnly } from './functions-only.js';
import { waysOutOfPackage } from './plain-types.js';

/**
 * Refuses what has no data although a package gives it methods: a class keeps its data where its typings do not show it, and
 * a serializer writes it all the same. One's own class whose data is `#private` has none that is written.
 *
 * @param entries all that the roots reach, read
 */
export function refuseHiddenData<Handle extends Handles>(
  context: Context<Handle>,
  entries: Iterable<Entry<Handle>>,
): void {
  const functionsOnly = new FunctionsOnly<Handle>();
  const bare: Entry<Handle>[] = [];
  for (const entry of entries) {
    const { reading, type } = entry;
    if (reading?.kind !== 'object' || type === undefined || !reading.bases.every(({ to }) => hasNoData(to)))
      continue;
    const { properties, indexes } = reading;
    if ([properties, indexes].every((edges) => edges.every(({ to }) => functionsOnly.has(to))))
      bare.push(entry);
  }
  const members = context.checker.members(bare.map((entry) => entry.type!));
  bare.forEach((entry, index) => {
    const method = members[index]!.properties.find(
      (property) => !property.isHidden && isOfPackage(context, entry, property),
    );
    if (method !== undefined) refuse(context, entry, method);
  });
}

/** Whether a class or interface of a package declares the member, and the option `any` does not admit it. */
function isOfPackage<Handle extends Handles>(
  context: Context<Handle>,
  { declarations, mode }: Entry<Handle>,
  property: Handle['property'],
): boolean {
  return (
    context.nearestFile(property.declarations)?.packageName !== undefined &&
    context.checker.ownerOf(property) !== undefined &&
    !context.behind(property.declarations, context.behind(declarations, mode)).admitsAny
  );
}

function refuse<Handle extends Handles>(
  context: Context<Handle>,
  entry: Entry<Handle>,
  method: Handle['property'],
): void {
  const owner = context.checker.ownerOf(method)!;
  const { packageName } = context.nearestFile(method.declarations)!;
  const [declaration] = owner.declarations;
  // To its module the name of a default export is `default`, whatever it is called there.
  const what = owner.name === 'default' ? 'the default export' : `\`${owner.name}\``;
  entry.reading = {
    kind: 'refused',
    refusal: {
      code: 'KS1008',
      reason: `${what}, which the package ${packageName} declares, has methods and no data, so that what is written of it is not in its typings`,
      ...waysOutOfPackage(packageName!),
      place: declaration && context.placeOf(declaration),
    },
  };
}
