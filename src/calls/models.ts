import type ts = require('typescript');

import { isPackaged } from '../paths.js';
import type { Reading } from '../reader/index.js';
import { placeOf } from './diagnostics.js';
import type { AskerName } from './intrinsics.js';
import type { Declared } from './reach.js';
import type { Syntax } from './syntax.js';
import type { TypeName } from './type-name.js';

/** A call whose type was read without problems. */
export interface ReadCall {
  /** The intrinsic that is called, or the type that asks for a version. */
  readonly name: AskerName;
  /** The type as it is written; where it is not, what is called. */
  readonly type: ts.Node;
  readonly reading: Reading;
}

/** A cached type, as one call names it. */
export interface CalledModel {
  readonly intrinsic: AskerName;
  readonly type: TypeName;
  /** The type as it is written at the call. */
  readonly written: string;
  /** Where it is written: offsets in the file. */
  readonly place: { readonly fileName: string; readonly start: number; readonly end: number };
  readonly file: ts.SourceFile;
  readonly reading: Reading;
}

/** What is asked of a syntax tree to name types. */
export type NamingSyntax = Pick<
  Syntax,
  | 'forEachChild'
  | 'isImportTypeNode'
  | 'isMappedTypeNode'
  | 'isParenthesizedTypeNode'
  | 'isQualifiedName'
  | 'isTypeLiteralNode'
  | 'isTypeQueryNode'
  | 'isTypeReferenceNode'
>;

/** Finds where names are declared, whichever compiler knows it. */
export interface TargetResolver {
  /** The declarations behind each name, aliases followed to their end; those of the compiler's library are left out. */
  targetsOf(names: readonly ts.Node[]): readonly (readonly Declared[])[];
  /** The source that a declaration file of a referenced project was built from; other files as they are. */
  sourceOf(fileName: string): string;
}

/**
 * The cached types of a program, one for each call.
 *
 * @param resolver finds what names stand for; all are asked for together
 * @param calls the calls, file by file
 */
export function modelsOf(
  syntax: NamingSyntax,
  resolver: TargetResolver,
  calls: readonly ReadCall[],
): readonly CalledModel[] {
  const namesIn = calls.map(({ type }) => namedIn(syntax, type) ?? []);
  const all = namesIn.flat();
  const targets = resolver.targetsOf(all);
  const targetOf = new Map(all.map((name, index) => [name, firstOf(targets[index]!)]));
  return calls.map(({ name: intrinsic, type, reading }, index) => {
    const { file, start, length } = placeOf(type);
    const { fileName, name } = typeName(syntax, type, namesIn[index]!, targetOf);
    return {
      intrinsic,
      type: { fileName: resolver.sourceOf(fileName), name },
      written: asWritten(type),
      place: { fileName: file.fileName, start, end: start + length },
      file,
      reading,
    };
  });
}

/** The names that a type is written with; `undefined` for one that is written out as a literal, which has no name that could stay. */
function namedIn(syntax: NamingSyntax, type: ts.Node): readonly ts.Node[] | undefined {
  const names: ts.Node[] = [];
  let isWrittenOut = false;
  const add = (name: ts.Node | undefined): void => {
    if (name !== undefined) names.push(syntax.isQualifiedName(name) ? name.right : name);
  };
  const visit = (node: ts.Node): void => {
    if (syntax.isTypeLiteralNode(node) || syntax.isMappedTypeNode(node)) isWrittenOut = true;
    else if (syntax.isTypeReferenceNode(node)) add(node.typeName);
    else if (syntax.isTypeQueryNode(node)) add(node.exprName);
    else if (syntax.isImportTypeNode(node)) add(node.qualifier);
    syntax.forEachChild(node, visit);
  };
  visit(type);
  return isWrittenOut ? undefined : names;
}

function typeName(
  syntax: NamingSyntax,
  type: ts.Node,
  names: readonly ts.Node[],
  targetOf: ReadonlyMap<ts.Node, Declared | undefined>,
): TypeName {
  const known = names.flatMap((name) => targetOf.get(name) ?? []);
  // What a package declares gives its name only where nothing of one's own is mentioned: `z.infer<typeof user>`.
  const home = known.find(({ fileName }) => !isPackaged(fileName)) ?? known[0];
  if (home === undefined) return { fileName: type.getSourceFile().fileName, name: nameAround(type) };
  let node: ts.Node = type;
  while (syntax.isParenthesizedTypeNode(node)) node = node.type;
  const isReference = syntax.isTypeReferenceNode(node) || (syntax.isImportTypeNode(node) && !node.isTypeOf);
  if (!isReference || targetOf.get(names[0]!) !== home) {
    return { fileName: home.fileName, name: asWritten(node) };
  }
  const { typeArguments } = node as ts.NodeWithTypeArguments;
  const rest = typeArguments === undefined ? '' : `<${typeArguments.map(asWritten).join(', ')}>`;
  return { fileName: home.fileName, name: `${declaredName(home)}${rest}` };
}

/** Of several declarations, the first by file: their order is the compiler's. */
function firstOf(declared: readonly Declared[]): Declared | undefined {
  const [first, ...others] = declared;
  return others.reduce((least, other) => (least!.fileName <= other.fileName ? least : other), first);
}

/** The name of a declaration, behind those of the namespaces and functions that it stands in. */
function declaredName(declared: Declared): string {
  const node = declared.node();
  return (node && qualified(node)) ?? 'default';
}

/** The names of the functions, classes and variables around a node, outermost first. */
function nameAround(node: ts.Node): string | undefined {
  return qualified(node.parent);
}

function qualified(node: ts.Node): string | undefined {
  const names: string[] = [];
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    const name = nameOf(at);
    if (name !== undefined) names.unshift(name);
  }
  return names.length === 0 ? undefined : names.join('.');
}

function nameOf(node: ts.Node): string | undefined {
  if (!('name' in node)) return undefined;
  const { name } = node as { readonly name?: ts.Node };
  return name !== undefined && 'text' in name && typeof name.text === 'string' ? name.text : undefined;
}

function asWritten(node: ts.Node): string {
  return node.getText().replace(/\s+/g, ' ');
}
