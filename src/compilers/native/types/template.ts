import type { NativeType } from '../api/reading.js';
import type { Session, TypeQuestion } from '../server/session.js';

/** So many types are opened in search of `T[K]`. */
const MOST = 50;

/**
 * Looks for `T[K]` in a mapped type's template, where `K` is what the type iterates over: `T[K] | null`, `Deep<T[K]>`,
 * `T[K] extends Function ? … : …`.
 *
 * @returns `T` as it is in this instance; `undefined` where the template names none or several, or is not told (7.0)
 */
export function searchTemplate(session: Session, mapped: NativeType): NativeType | undefined {
  const { TypeFlags, ObjectFlags } = session.module;
  const ask = (question: TypeQuestion, type: NativeType) =>
    session.askTypes(question, [type], () => undefined as never)[0] as NativeType | undefined;
  const parameter = ask('getTypeParameter', mapped);
  const template = ask('getTemplateType', mapped);
  if (parameter === undefined || template === undefined) return undefined;
  const found = new Set<NativeType>();
  const queue = new Set([template]);
  for (const type of queue) {
    if (queue.size > MOST) return undefined;
    const add = (more: readonly (NativeType | undefined)[]) => {
      for (const one of more) if (one !== undefined) queue.add(one);
    };
    if (type.flags & TypeFlags.IndexedAccess) {
      const object = ask('getObjectType', type);
      if (ask('getIndexType', type) === parameter && object !== undefined) found.add(object);
      else add([object]);
    } else if (type.flags & (TypeFlags.Union | TypeFlags.Intersection)) {
      add(session.askTypes('getTypes', [type])[0] ?? []);
    } else if (type.flags & TypeFlags.Conditional) {
      add([ask('getCheckType', type)]);
    } else if (type.flags & TypeFlags.Substitution) {
      add([ask('getBaseType', type)]);
    } else if ((type.objectFlags ?? 0) & ObjectFlags.Mapped && type.aliasSymbol !== undefined) {
      add(session.askTypes('getAliasTypeArguments', [type])[0] ?? []);
    }
  }
  const [first, ...more] = found;
  return more.length === 0 ? first : undefined;
}
