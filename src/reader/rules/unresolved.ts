import type ts = require('typescript');

import type { Handles } from '../checker.js';
import type { Names, UnresolvedName } from '../names.js';
import type { Refusal } from '../problems.js';
import type { Context } from './context.js';

/** So many declarations are looked through for the name that does not resolve. */
const MOST = 200;

/**
 * Says of a type that does not resolve which name it is, in which file, and what would have to be there. Where every name
 * resolves and the type is an error all the same, the compiler gave up on it, or finds another error in it.
 *
 * The name may stand anywhere from the nearest declaration to the call: in `Page<User>`, `User` is not in the text of `Page`.
 *
 * @param near the declarations on the path, the nearest first
 * @param written the type argument of the call, or the call that asks for a version
 */
export function explained<Handle extends Handles>(
  context: Context<Handle>,
  refusal: Refusal,
  near: readonly Handle['declaration'][],
  written: ts.Node | undefined,
): Refusal {
  const { checker } = context;
  const [first] = near;
  const inCall = written && checker.namesWritten(written);
  const nearest = first && search(context, [first]);
  const isNamed = ({ name }: UnresolvedName) => refusal.reason.startsWith(`\`${name}\``);
  const found =
    nearest ??
    search(context, near, inCall, isNamed) ??
    search(context, near, inCall) ??
    search(context, near, inCall, isNamed, true) ??
    search(context, near, inCall, undefined, true);
  if (found === undefined) {
    if (first === undefined) return refusal;
    return {
      ...refusal,
      wayOut:
        'Every name in its declaration is found: TypeScript gave up on the type (TS2589, TS2590), or finds another error there, which `tsc --noEmit --skipLibCheck false` shows.',
    };
  }
  const { name, module, declaration } = found;
  const packageName = declaration && checker.fileOf(declaration).packageName;
  const place = refusal.place ?? (declaration && context.placeOf(declaration));
  if (packageName === undefined && module === undefined) return { ...refusal, place };
  const isNear = first !== undefined && checker.fileOf(first).packageName === packageName;
  const where = packageName === undefined ? '' : ` in ${inPackage(checker.fileOf(declaration!).fileName)}`;
  const from = module === undefined ? '' : ` (imported from \`${module}\`)`;
  return {
    ...refusal,
    reason: `\`${name}\`${from} does not resolve${where}`,
    wayOut: packageName === undefined ? refusal.wayOut : wayOut(module, packageName, isNear),
    place,
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

/** A name that leads nowhere, and the declaration that it stands in; none where it stands in the call. */
interface Found<Declaration> extends UnresolvedName {
  readonly declaration: Declaration | undefined;
}

/**
 * The first name that leads nowhere, in some declarations, in a call, and in all that these name.
 *
 * @param isInferred whether values count: of `typeof schema`, what is in its type is said by the functions that made it
 */
function search<Handle extends Handles>(
  { checker }: Context<Handle>,
  from: readonly Handle['declaration'][],
  inCall?: Names<Handle['declaration']>,
  isWanted: (name: UnresolvedName) => boolean = () => true,
  isInferred = false,
): Found<Handle['declaration']> | undefined {
  const written = inCall?.unresolved.find(isWanted);
  if (written !== undefined) return { ...written, declaration: undefined };
  const seen = new Set([...from, ...(inCall?.declarations ?? [])]);
  const add = (declarations: readonly Handle['declaration'][]) => {
    for (const next of declarations) if (seen.size < MOST && !checker.fileOf(next).isLibrary) seen.add(next);
  };
  const owners: Handle['declaration'][] = [];
  let looked = 0;
  for (const declaration of seen) {
    const names = checker.namesIn(declaration);
    const values = isInferred ? names.values() : undefined;
    const found = names.unresolved.find(isWanted) ?? values?.unresolved.find(isWanted);
    if (found !== undefined) return { ...found, declaration };
    add(names.declarations);
    add(values?.declarations ?? []);
    owners.push(...(values?.owners ?? []));
    looked += 1;
    if (looked === seen.size) add(owners.splice(0));
  }
  return undefined;
}

/** A file's path from the folder of all packages. */
function inPackage(fileName: string): string {
  return fileName.slice(fileName.lastIndexOf('/node_modules/') + '/node_modules/'.length);
}
