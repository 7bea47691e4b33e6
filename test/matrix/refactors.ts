import { basename } from 'node:path';
import type ts from 'typescript';
import { elementText, insertion, type Material, replacement } from './mutations.js';
import { beside, type Change } from './workspace.js';

type Refactor = (material: Material) => Change | undefined;

/** Changes of the text only: none may change a version. */
export const refactors: Readonly<Record<string, Refactor>> = {
  'reorder properties': ({ reach, random }) => {
    const owner = random.pick(reach.properties)?.parent;
    if (owner === undefined) return undefined;
    const { members } = owner as ts.InterfaceDeclaration | ts.TypeLiteralNode;
    const first = members[0]!;
    const text = random.shuffled(members).map((member) => `${member.getFullText().replace(/[,;]?$/, ';')}`);
    const { fileName } = first.getSourceFile();
    return {
      what: 'reorder properties',
      edits: [{ fileName, start: first.pos, end: members.at(-1)!.end, text: text.join('\n') }],
    };
  },

  'reorder a union': ({ compiler, reach, random }) => {
    const site = random.pick(reach.types.filter(({ node }) => compiler.isUnionTypeNode(node)));
    if (site === undefined) return undefined;
    const members = (site.node as ts.UnionTypeNode).types.map((member) => member.getText());
    return replacement('reorder a union', site.node, random.shuffled(members).join(' | '));
  },

  'repeat a member of a union': ({ compiler, reach, random }) => {
    const site = random.pick(reach.types.filter(({ node }) => compiler.isUnionTypeNode(node)));
    const [member] = (site?.node as ts.UnionTypeNode | undefined)?.types ?? [];
    return member && insertion('repeat a member', member, site!.node.end, ` | ${member.getText()}`);
  },

  'rename a declaration, keep its name as an alias': ({ reach, random }) => {
    const declaration = random.pick(reach.declarations);
    if (declaration === undefined) return undefined;
    const { name } = declaration;
    const { fileName } = declaration.getSourceFile();
    const alias = `\n${prefixOf(declaration)}type ${name.text} = ${name.text}_ks;\n`;
    return {
      what: `rename ${name.text}`,
      edits: [
        { fileName, start: name.end, end: name.end, text: '_ks' },
        { fileName, start: declaration.end, end: declaration.end, text: alias },
      ],
    };
  },

  'extract an inline object into an interface': ({ compiler, reach, random }) => {
    const inline = reach.types.filter(
      ({ node }) => compiler.isTypeLiteralNode(node) && !isGeneric(node) && node.members.length > 0,
    );
    const site = random.pick(inline);
    if (site === undefined) return undefined;
    const { node } = site;
    const statement = statementOf(compiler, node);
    const { fileName } = node.getSourceFile();
    const name = `KsExtracted${node.pos}`;
    const declared = `\n${ambient(compiler, statement)}interface ${name} ${node.getText()}\n`;
    return {
      what: 'extract an inline object',
      edits: [
        { fileName, start: node.getStart(), end: node.end, text: name },
        { fileName, start: statement.end, end: statement.end, text: declared },
      ],
    };
  },

  'split an interface in two': ({ compiler, reach, random }) => {
    const whole = reach.declarations.filter(
      (declaration) =>
        compiler.isInterfaceDeclaration(declaration) &&
        declaration.heritageClauses === undefined &&
        declaration.members.length > 1,
    );
    const declaration = random.pick(whole) as ts.InterfaceDeclaration | undefined;
    if (declaration === undefined) return undefined;
    const { name, members } = declaration;
    const half = members.slice(0, Math.ceil(members.length / 2));
    const { fileName } = declaration.getSourceFile();
    const text = half.map((member) => member.getText()).join('\n');
    const base = `${name.text}_ks_base`;
    return {
      what: `split ${name.text} in two`,
      edits: [
        { fileName, start: name.end, end: name.end, text: ` extends ${base}` },
        { fileName, start: half[0]!.pos, end: half.at(-1)!.end, text: '\n' },
        {
          fileName,
          start: declaration.end,
          end: declaration.end,
          text: `\n${ambient(compiler, declaration)}interface ${base} {\n${text}\n}\n`,
        },
      ],
    };
  },

  'turn an alias into an interface': ({ compiler, reach, random }) => {
    const aliases = reach.declarations.filter(
      (declaration) =>
        compiler.isTypeAliasDeclaration(declaration) && compiler.isTypeLiteralNode(declaration.type),
    );
    const declaration = random.pick(aliases) as ts.TypeAliasDeclaration | undefined;
    if (declaration === undefined) return undefined;
    const text = `${prefixOf(declaration)}interface ${declaration.name.text} ${declaration.type.getText()}`;
    return replacement(`turn ${declaration.name.text} into an interface`, declaration, text);
  },

  'mark a property readonly': ({ reach, random }) => {
    const property = random.pick(reach.properties.filter(({ modifiers }) => modifiers === undefined));
    return property && insertion('readonly', property, property.getStart(), 'readonly ');
  },

  'add a comment': ({ reach, random }) => {
    const property = random.pick(reach.properties);
    return property && insertion('a comment', property, property.getStart(), '/** A note. @see nothing */ ');
  },

  'add a method': ({ reach, random }) => {
    const property = random.pick(reach.properties);
    const text = 'ks_method(x: unknown): void;\nks_function?: () => string;\n';
    return property && insertion('a method', property, property.getStart(), text);
  },

  'write an array as ReadonlyArray': ({ compiler, reach, random }) => {
    const site = random.pick(reach.types.filter(({ node }) => compiler.isArrayTypeNode(node)));
    return site && replacement('ReadonlyArray', site.node, `ReadonlyArray<${elementText(site.node)}>`);
  },

  'write undefined in an optional property': ({ reach, random }) => {
    const property = random.pick(reach.properties.filter(({ questionToken }) => questionToken !== undefined));
    const text = property && `(${property.type!.getText()}) | undefined`;
    return property && replacement('undefined', property.type!, text!);
  },

  'move a file’s types to another file': ({ reach, random }) => {
    const files = new Set(reach.declarations.map((declaration) => declaration.getSourceFile()));
    const movable = [...files].filter(
      ({ text }) => text.length < 500_000 && !/export (default|=|import)|declare module/.test(text),
    );
    const file = random.pick(movable);
    if (file === undefined) return undefined;
    const name = basename(file.fileName, '.d.ts');
    return {
      what: `move ${name}`,
      edits: [
        {
          fileName: file.fileName,
          start: 0,
          end: file.text.length,
          text: `export * from './${name}_ks.js';\n`,
        },
      ],
      added: new Map([[beside(file.fileName, `${name}_ks.d.ts`), file.text]]),
    };
  },
};

/** `export declare ` or what else stands before the keyword. */
function prefixOf(declaration: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): string {
  return declaration.modifiers?.map((modifier) => `${modifier.getText()} `).join('') ?? '';
}

function ambient(compiler: typeof ts, statement: ts.Node): string {
  return compiler.isModuleBlock(statement.parent) ? '' : 'export ';
}

function statementOf(compiler: typeof ts, node: ts.Node): ts.Node {
  let at = node;
  while (!compiler.isSourceFile(at.parent) && !compiler.isModuleBlock(at.parent)) at = at.parent;
  return at;
}

function isGeneric(node: ts.Node): boolean {
  for (let at = node; at !== undefined; at = at.parent) {
    if ('typeParameters' in at && at.typeParameters !== undefined) return true;
  }
  return false;
}
