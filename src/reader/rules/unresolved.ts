import type { Handles } from '../checker.js';
import type { UnresolvedName } from '../names.js';
import type { Refusal } from '../problems.js';
import type { Context } from './context.js';

/** So many declarations are looked through for the name that does not resolve. */
const MOST = 200;

/**
 * Says of a type that does not resolve which name it is, in which file, and what would have to be there. Where every name
 * resolves and the type is an error all the same, the compiler gave up on it, or finds another error in it.
 *
 * @param near the declarations on the path, the nearest first
 */
export function explained<Handle extends Handles>(
  context: Context<Handle>,
  refusal: Refusal,
  near: readonly Handle['declaration'][],
): Refusal {
  const [first] = near;
  if (first === undefined) return refusal;
  const found = search(context, first);
  if (found === undefined) {
    return {
      ...refusal,
      wayOut:
        'Every name in its declaration is found: TypeScript gave up on the type (TS2589, TS2590), or finds another error there, which `tsc --noEmit --skipLibCheck false` shows.',
    };
  }
  const { name, module, declaration } = found;
  const file = context.checker.fileOf(declaration);
  const { packageName } = file;
  if (packageName === undefined && module === undefined) return refusal;
  const isNear = context.checker.fileOf(first).packageName === packageName;
  const where = packageName === undefined ? '' : ` in ${inPackage(file.fileName)}`;
  const from = module === undefined ? '' : ` (imported from \`${module}\`)`;
  return {
    ...refusal,
    reason: `\`${name}\`${from} does not resolve${where}`,
    wayOut: packageName === undefined ? refusal.wayOut : wayOut(module, packageName, isNear),
    place: refusal.place ?? context.placeOf(declaration),
  };
}

/** The option `any` reaches a package's declarations, not one's own that mention them. */
function wayOut(module: string | undefined, packageName: string, isNear: boolean): string {
  const install =
    module === undefined
      ? 'Take a version of the package that declares it'
      : `Install \`${module}\` (and its typings)`;
  return isNear
    ? `${install}, or add "any": [${JSON.stringify(packageName)}] to keyshape's plugin entry to take what does not resolve in that package as opaque.`
    : `${install}, or write a type of your own here (\`unknown\`, to say that its content is opaque).`;
}

function search<Handle extends Handles>(
  { checker }: Context<Handle>,
  from: Handle['declaration'],
): (UnresolvedName & { readonly declaration: Handle['declaration'] }) | undefined {
  const seen = new Set([from]);
  for (const declaration of seen) {
    const { unresolved, declarations } = checker.namesIn(declaration);
    if (unresolved[0] !== undefined) return { ...unresolved[0], declaration };
    for (const next of declarations) {
      if (seen.size < MOST && !checker.fileOf(next).isLibrary) seen.add(next);
    }
  }
  return undefined;
}

/** A file's path from the folder of all packages. */
function inPackage(fileName: string): string {
  return fileName.slice(fileName.lastIndexOf('/node_modules/') + '/node_modules/'.length);
}
