// The sources that the measurements of builds compile: models, modules that work on them, and calls.

/** A model: some two dozen type nodes, and two other models. */
export const model = (index, neighbours, field = 'string') => `${neighbours
  .map((other) => `import type { Model${other} } from './model${other}.js';\n`)
  .join('')}export interface Model${index} {
  id: number;
  name: ${field};
  state: 'new' | 'open' | 'closed';
  tags: string[];
  position: { x: number; y: number; label?: string };
  history: { at: Date; by: string; change: Partial<Record<'before' | 'after', string>> }[];
  own${index}: Map<string, [number, boolean]> | null;
${neighbours.map((other) => `  model${other}${other % 2 ? '?' : ''}: Model${other};\n`).join('')}}
export function describe${index}(model: Model${index}): string {
  return \`\${model.id} \${model.name} \${model.history.map(({ at }) => at.toISOString()).join()}\`;
}
`;

/** A call of one intrinsic or the other. */
const call = (file, target) =>
  file % 2
    ? `import { versionOf } from 'keyshape';
import { describe${target}, type Model${target} } from './model${target}.js';
const version = versionOf<Model${target}>();
export const key${file} = (model: Model${target}) => \`\${version}:\${describe${target}(model)}\`;
`
    : `import { keyFor } from 'keyshape';
import { describe${target}, type Model${target} } from './model${target}.js';
export const key${file} = (model: Model${target}) => keyFor<Model${target}>(describe${target}(model));
`;

/** A module that works on a model and calls two other such modules. */
const logic = (
  index,
  target,
  others,
  note = 'all',
) => `import type { Model${target} } from './model${target}.js';
${others.map((other) => `import { summarise${other} } from './logic${other}.js';\n`).join('')}
export interface Summary${index} {
  readonly count: number;
  readonly names: readonly string[];
  readonly byState: ReadonlyMap<string, readonly Model${target}[]>;
}

/** Sorts models by their state. */
export function byState${index}(models: readonly Model${target}[]): Map<string, Model${target}[]> {
  const found = new Map<string, Model${target}[]>();
  for (const model of models) {
    const list = found.get(model.state);
    if (list) list.push(model);
    else found.set(model.state, [model]);
  }
  return found;
}

export function nearest${index}(models: readonly Model${target}[], x: number, y: number): Model${target} | undefined {
  let best: Model${target} | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const model of models) {
    const away = Math.hypot(model.position.x - x, model.position.y - y);
    if (away >= distance) continue;
    distance = away;
    best = model;
  }
  return best;
}

export function summarise${index}(models: readonly Model${target}[]): Summary${index} {
  const names = models.flatMap((model) => [model.name, ...model.tags].map((name) => \`\${name} ${note}\`));
  return { count: models.length, names, byState: byState${index}(models) };
}

export class Store${index} {
  readonly #models = new Map<number, Model${target}>();

  add(...models: Model${target}[]): this {
    for (const model of models) this.#models.set(model.id, model);
    return this;
  }

  get(id: number): Model${target} | undefined {
    return this.#models.get(id);
  }

  history(id: number): readonly { at: Date; by: string }[] {
    return (this.get(id)?.history ?? []).map(({ at, by }) => ({ at, by })).sort((a, b) => +a.at - +b.at);
  }
${others.map((other) => `\n  summary${other}() {\n    return summarise${other};\n  }\n`).join('')}}
`;

export const neighboursOf = (index, models) =>
  index % 8 === 7 ? [] : [index + 1, index + 9].filter((other) => other < models);
export const logicOf = (index, { models, modules }, note) =>
  logic(
    index,
    index % models,
    [2 * index + 1, 2 * index + 2].filter((other) => other < modules),
    note,
  );

/** Models in chains of eight with links across, modules that work on them, and files that have one call each. */
export function sources({ models, modules, calls }) {
  const files = {};
  for (let index = 0; index < models; index += 1) {
    files[`src/model${index}.ts`] = model(index, neighboursOf(index, models));
  }
  for (let index = 0; index < modules; index += 1) {
    files[`src/logic${index}.ts`] = logicOf(index, { models, modules });
  }
  for (let file = 0; file < calls; file += 1) {
    files[`src/call${file}.ts`] = call(file, Math.floor((file * models) / calls));
  }
  return files;
}
