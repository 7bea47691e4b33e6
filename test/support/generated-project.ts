import type { Files } from './project.js';
import type { Random } from './random.js';

const kinds = ['interface', 'alias', 'class', 'generic', 'inferred', 'enum'] as const;
const styles = ['type', 'plain', 'inline', 'barrel', 'namespace'] as const;
const forms = ['$', '$[]', '$ | null', 'Record<string, $>', 'Partial<$>', '[$, number]'] as const;
const leaves = ['string', 'number', 'boolean', '"a" | "b"', 'string[]', '{ x: number }'] as const;

/** How one module refers to another, and to which: always one further down, so that nothing is circular. */
interface Link {
  to: number;
  style: (typeof styles)[number];
  form: (typeof forms)[number];
}

interface Module {
  kind: (typeof kinds)[number];
  leaf: (typeof leaves)[number];
  hasExtra: boolean;
  /** The number in its `@keyshapeVersion`; 0 is no tag. */
  tag: number;
  /** What only changes the text. */
  comment: number;
  links: Link[];
  /** Whether it declares a global interface beside its own type. */
  hasGlobal: boolean;
  /** Whether a file of its own adds a property to its interface. */
  isAugmented: boolean;
}

/** A project as data, so that edits can be made and undone. */
export interface Generated {
  modules: Module[];
  /** For each file of calls, what it calls with. */
  calls: Link[][];
}

function createLink(random: Random, from: number, count: number): Link {
  const to = from + 1 + random.below(count - from - 1);
  return { to, style: random.pick(styles), form: random.pick(forms) };
}

/** Makes a project of some modules and files of calls. */
export function generate(random: Random): Generated {
  const count = 6 + random.below(6);
  const modules = Array.from({ length: count }, (_, index): Module => {
    const links = index < count - 1 ? 1 + random.below(2) : 0;
    return {
      kind: random.pick(kinds),
      leaf: random.pick(leaves),
      hasExtra: random.chance(0.3),
      tag: 0,
      comment: 0,
      links: Array.from({ length: links }, () => createLink(random, index, count)),
      hasGlobal: random.chance(0.3),
      isAugmented: random.chance(0.2),
    };
  });
  const calls = Array.from({ length: 2 + random.below(2) }, () =>
    Array.from({ length: 2 + random.below(2) }, () => createLink(random, -1, count)),
  );
  return { modules, calls };
}

/** Makes one edit somewhere; some change no version. */
export function edit(random: Random, { modules, calls }: Generated): void {
  const index = random.below(modules.length);
  const module = modules[index]!;
  const lists = [
    ...modules.map(({ links }, from) => ({ from, links })),
    ...calls.map((links) => ({ from: -1, links })),
  ];
  const { from, links } = random.pick(lists.filter((list) => list.links.length > 0));
  const link = random.pick(links);
  const edits = [
    () => {
      module.leaf = random.pick(leaves);
    },
    () => {
      module.hasExtra = !module.hasExtra;
    },
    () => {
      module.tag += 1;
    },
    () => {
      module.comment += 1;
    },
    () => {
      module.kind = random.pick(kinds);
    },
    () => {
      module.isAugmented = !module.isAugmented;
    },
    () => {
      link.style = random.pick(styles);
    },
    () => {
      link.form = random.pick(forms);
    },
    () => {
      link.to = createLink(random, from, modules.length).to;
    },
  ];
  random.pick(edits)();
}

/** The source files of a project. */
export function render({ modules, calls }: Generated): Files {
  const files: Record<string, string> = {
    'src/barrel.ts': modules.map((_, index) => `export * from './m${index}.js';\n`).join(''),
  };
  modules.forEach((module, index) => {
    files[`src/m${index}.ts`] = renderModule(modules, index);
    if (module.isAugmented && module.kind === 'interface') {
      files[`src/augment${index}.ts`] =
        `export {};\ndeclare module './m${index}.js' {\n  interface M${index} { augmented: ${module.leaf} }\n}\n`;
    }
  });
  calls.forEach((links, at) => {
    const globals = modules.flatMap(({ hasGlobal }, index) => (hasGlobal ? [`Global${index}`] : []));
    const { imports, types } = renderLinks(modules, links);
    const all = [...types, ...globals];
    const lines = all.map((type, name) => `export const v${name} = versionOf<{ of: ${type} }>();`);
    files[`src/calls${at}.ts`] = ["import { versionOf } from 'keyshape';", ...imports, ...lines, ''].join(
      '\n',
    );
  });
  return files;
}

function renderModule(modules: readonly Module[], index: number): string {
  const { kind, leaf, hasExtra, tag, comment, links, hasGlobal } = modules[index]!;
  const { imports, types } = renderLinks(modules, links);
  const name = `M${index}`;
  const doc = tag > 0 ? `\n  /** @keyshapeVersion ${tag} */\n  ` : ' ';
  const mark = kind === 'class' ? '!' : '';
  const fields = [
    `${doc}leaf${mark}: ${leaf};`,
    ...(hasExtra ? [`extra${mark}: number;`] : []),
    ...types.map((type, at) => `link${at}${mark}: ${type};`),
  ].join(' ');
  const declarations: Record<Module['kind'], string> = {
    interface: `export interface ${name} {${fields} }`,
    alias: `export type ${name} = {${fields} };`,
    class: `export class ${name} {${fields} }`,
    generic: `export interface ${name}<T> {${fields} own: T }`,
    inferred: `export function make${index}() { return null! as {${fields} }; }`,
    enum: `export enum ${name} { A = ${JSON.stringify(leaf)}, B = ${hasExtra ? 1 : 2} }`,
  };
  const global = hasGlobal
    ? `declare global { interface Global${index} {${fields.replaceAll('!:', ':')} } }`
    : '';
  return [...imports, declarations[kind], global, `// ${comment}`, 'export {};', ''].join('\n');
}

/** The imports that links need and the types that they name. */
function renderLinks(
  modules: readonly Module[],
  links: readonly Link[],
): { readonly imports: readonly string[]; readonly types: readonly string[] } {
  const imports = new Set<string>();
  const types = links.map(({ to, style, form }) => {
    const { kind } = modules[to]!;
    const exported = kind === 'inferred' ? `make${to}` : `M${to}`;
    const path = `'./m${to}.js'`;
    // One local name for each way of importing: two links may lead to the same module.
    const local = `${exported}_${style}`;
    const ways: Record<Link['style'], readonly [string, string]> = {
      type: [`import type { ${exported} as ${local} } from ${path};`, local],
      plain: [`import { ${exported} as ${local} } from ${path};`, local],
      inline: ['', `import(${path}).${exported}`],
      barrel: [`import type { ${exported} as ${local} } from './barrel.js';`, local],
      namespace: [`import type * as ${local} from ${path};`, `${local}.${exported}`],
    };
    const [statement, name] = ways[style];
    if (statement) imports.add(statement);
    const type =
      kind === 'inferred' ? `ReturnType<typeof ${name}>` : kind === 'generic' ? `${name}<string>` : name;
    return form.replace('$', type);
  });
  return { imports: [...imports], types };
}
