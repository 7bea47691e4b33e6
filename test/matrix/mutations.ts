import type ts from 'typescript';
import type { Random } from './random.js';
import type { Reach, Site } from './reach.js';
import type { Change } from './workspace.js';

/** What a change is made from. */
export interface Material {
  readonly compiler: typeof ts;
  readonly checker: ts.TypeChecker;
  readonly reach: Reach;
  readonly random: Random;
}

type Mutation = (material: Material) => Change | undefined;

/** Changes of the data: each must change the version of every root that reaches the place. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'rename a property': ({ reach, random }) => {
    const property = random.pick(reach.properties);
    if (property === undefined) return undefined;
    const end = property.name.end - (/["']$/.test(property.name.getText()) ? 1 : 0);
    return insertion('rename a property', property, end, '_ks');
  },

  'toggle a question mark': ({ reach, random }) => {
    const property = random.pick(reach.properties);
    if (property === undefined) return undefined;
    const what = `toggle the question mark of ${property.name.getText()}`;
    const mark = property.questionToken;
    if (mark === undefined) return insertion(what, property, property.name.end, '?');
    return replacement(what, mark, '');
  },

  'remove a property': ({ compiler, reach, random }) => {
    const removable = reach.properties.filter(
      ({ parent }) => !compiler.isInterfaceDeclaration(parent) || parent.heritageClauses === undefined,
    );
    const property = random.pick(removable);
    return property && replacement(`remove ${property.name.getText()}`, property, '');
  },

  'add a property': ({ reach, random }) => {
    const property = random.pick(reach.properties);
    return property && insertion('add a property', property, property.getStart(), 'ks_added: string;\n');
  },

  'change a primitive': ({ compiler, reach, random }) => {
    const words: Partial<Record<ts.SyntaxKind, string>> = {
      [compiler.SyntaxKind.StringKeyword]: 'bigint',
      [compiler.SyntaxKind.NumberKeyword]: 'bigint',
      [compiler.SyntaxKind.BooleanKeyword]: 'bigint',
    };
    const site = random.pick(reach.types.filter(({ node }) => words[node.kind] !== undefined));
    return site && replacement('change a primitive', site.node, words[site.node.kind]!);
  },

  'change a literal': (material) => {
    const site = material.random.pick(literals(material));
    return site && insertion(`change ${site.node.getText()}`, site.node, site.node.end - 1, '_ks');
  },

  'add a member to a union': (material) => {
    const { reach, random, compiler } = material;
    const unions = reach.types.filter(
      (site) => compiler.isUnionTypeNode(site.node) && !absorbs(material, site),
    );
    const site = random.pick(unions);
    return site && insertion('add a member to a union', site.node, site.node.end, ' | "ks_added"');
  },

  'remove a member of a union': (material) => {
    const { compiler, random } = material;
    const removable = literals(material).filter(({ node }) => {
      const { parent } = node;
      const isPlain = (member: ts.TypeNode) => compiler.isLiteralTypeNode(member);
      return compiler.isUnionTypeNode(parent) && parent.types.every(isPlain);
    });
    const site = random.pick(removable);
    if (site === undefined) return undefined;
    const rest = (site.node.parent as ts.UnionTypeNode).types.filter((member) => member !== site.node);
    return replacement(
      `remove ${site.node.getText()} from a union`,
      site.node.parent,
      rest.map((member) => member.getText()).join(' | '),
    );
  },

  'an array becomes a single': ({ compiler, reach, random }) => {
    const site = random.pick(reach.types.filter(({ node }) => compiler.isArrayTypeNode(node)));
    return site && replacement('an array becomes a single', site.node, elementText(site.node));
  },

  'a single becomes an array': ({ compiler, reach, random }) => {
    const plain = reach.properties.filter(({ type }) => type?.kind === compiler.SyntaxKind.StringKeyword);
    const property = random.pick(plain);
    return property && insertion('a single becomes an array', property, property.type!.end, '[]');
  },

  'null is admitted': (material) => {
    const { compiler, checker, reach, random } = material;
    const without = reach.properties.filter(({ type }) => {
      const whole = checker.getTypeFromTypeNode(type!);
      const members = whole.isUnion() ? whole.types : [whole];
      const taken = compiler.TypeFlags.Null | compiler.TypeFlags.Any | compiler.TypeFlags.Unknown;
      return members.every((member) => (member.flags & taken) === 0);
    });
    const property = random.pick(without);
    return (
      property && replacement('null is admitted', property.type!, `(${property.type!.getText()}) | null`)
    );
  },
};

/** String literals that their place keeps apart, where no `string` or template stands beside them. */
function literals(material: Material): readonly Site[] {
  const { compiler, reach } = material;
  return reach.types.filter(
    (site) =>
      compiler.isLiteralTypeNode(site.node) &&
      compiler.isStringLiteral(site.node.literal) &&
      !absorbs(material, site),
  );
}

function absorbs({ compiler, checker }: Material, { slot }: Site): boolean {
  const whole = checker.getTypeFromTypeNode(slot);
  const { String: string, TemplateLiteral, StringMapping, Intersection, Unknown, Any } = compiler.TypeFlags;
  const absorbing = string | TemplateLiteral | StringMapping | Intersection | Unknown | Any;
  return (whole.isUnion() ? whole.types : [whole]).some((member) => (member.flags & absorbing) !== 0);
}

export function elementText(node: ts.TypeNode): string {
  return (node as ts.ArrayTypeNode).elementType.getText();
}

export function replacement(what: string, node: ts.Node, text: string): Change {
  const fileName = node.getSourceFile().fileName;
  return { what, edits: [{ fileName, start: node.getStart(), end: node.end, text }] };
}

export function insertion(what: string, node: ts.Node, at: number, text: string): Change {
  return { what, edits: [{ fileName: node.getSourceFile().fileName, start: at, end: at, text }] };
}
