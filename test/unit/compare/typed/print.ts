import type { Model, Type } from './type.js';

/** A model as TypeScript declarations whose names begin with a prefix. */
export function declarationsOf(model: Model, prefix: string): string {
  return model.map((type, index) => `export type ${prefix}${index} = ${printed(type, prefix)};\n`).join('');
}

export function printed(type: Type, prefix: string): string {
  const inner = (one: Type) => printed(one, prefix);
  const operand = (one: Type) =>
    one.kind === 'union' || one.kind === 'open' || one.kind === 'brand' || one.kind === 'counted'
      ? `(${inner(one)})`
      : inner(one);
  switch (type.kind) {
    case 'primitive':
      return type.name;
    case 'literal':
      return JSON.stringify(type.value);
    case 'template':
      return `\`${type.texts.map((text, at) => (at === 0 ? text : `\${${type.holes[at - 1]}}${text}`)).join('')}\``;
    case 'open':
      return `${type.values.map((value) => JSON.stringify(value)).join(' | ')} | (string & {})`;
    case 'brand':
      return `string & { readonly __brand: '${type.name}' }`;
    case 'array':
      return `${operand(type.element)}[]`;
    case 'counted':
      return `${operand(type.element)}[] & { total: number }`;
    case 'tuple':
      return `[${type.elements
        .map(({ type: one, mark }) =>
          mark === 'rest' ? `...${operand(one)}[]` : `${operand(one)}${mark === 'optional' ? '?' : ''}`,
        )
        .join(', ')}]`;
    case 'object':
      return `{ ${[
        ...type.fields.map(
          ({ name, optional, type: one }) => `${JSON.stringify(name)}${optional ? '?' : ''}: ${inner(one)}`,
        ),
        ...(type.index ? [`[key: ${type.index.key}]: ${inner(type.index.type)}`] : []),
      ].join('; ')} }`;
    case 'written':
      return `{ hidden: 1; toJSON(): ${inner(type.as)} }`;
    case 'leaf':
      return type.of.length === 0 ? type.name : `${type.name}<${type.of.map(inner).join(', ')}>`;
    case 'union':
      return type.members.map(operand).join(' | ');
    case 'name':
      return `${prefix}${type.index}`;
  }
}
