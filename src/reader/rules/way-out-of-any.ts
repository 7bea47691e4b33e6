import type { Handles } from '../checker.js';
import type { Context } from './context.js';
import { plainTypeOf } from './plain-types.js';
import { toJsonStep } from './unknown-to-json.js';

/** A step to an element, an argument of a library type or what an index signature holds: the property above is what can be replaced. */
const withinProperty = /^(?:\[\w*\]|<\d+>)?$/;

/**
 * What to do about an `any`. Its package can be admitted where a declaration of it is the nearest on the path; an `any` that a
 * package's generics compute into a type of one's own names no package, and only another property in its place helps.
 *
 * @param nearest the nearest declaration on the path
 * @param name the root as written at the call site
 * @param steps the path behind it, the last step first
 */
export function wayOutOfAny<Handle extends Handles>(
  context: Context<Handle>,
  nearest: Handle['declaration'] | undefined,
  name: string,
  steps: readonly string[],
): string {
  const owner = nearest && context.checker.fileOf(nearest).packageName;
  const isOfToJson = steps.includes(toJsonStep);
  if (owner === undefined) {
    // A generator writes `toJSON(): { [k: string]: any }` into a class, and an interface of the same data beside it.
    if (isOfToJson)
      return 'Give it a type, or write `unknown` to say that its content is opaque; of a class that is generated, as protobufjs does, cache the interface of plain data that it implements.';
    const [property = '', ...above] = steps.slice(steps.findIndex((step) => !withinProperty.test(step)));
    const isComputed =
      nearest !== undefined && property.startsWith('.') && !context.checker.namesIn(nearest).saysAny;
    if (!isComputed) return 'Give it a type; write `unknown` to say that its content is opaque.';
    const replaced = property.slice(1);
    const holder = above.reverse().join('');
    const [where, holding] = holder === '' ? ['', name] : [` in \`T\`, ${typeAt(name, holder)}`, 'T'];
    return `Give it a type, or write \`unknown\` to say that its content is opaque; where a package computes it, replace the property${where}: \`Omit<${holding}, '${replaced}'> & { ${replaced}: unknown }\`.`;
  }
  const plain =
    plainTypeOf(owner) ?? (isOfToJson ? 'a plain type in place of what has the `toJSON`' : undefined);
  const other = plain === undefined ? '' : `cache ${plain}, or `;
  return `It is declared by the package ${owner}: ${other}add "any": [${JSON.stringify(owner)}] to keyshape's plugin entry to take it as opaque there.`;
}

/** The words for the type at a path from a root: a `[]` at its end would read as one of a type. */
function typeAt(root: string, path: string): string {
  const holder = path.replace(/(?:\[\])+$/, '');
  const depth = (path.length - holder.length) / '[]'.length;
  return `${depth === 0 ? 'the type of ' : 'an element of '.repeat(depth)}\`${root}${holder}\``;
}
