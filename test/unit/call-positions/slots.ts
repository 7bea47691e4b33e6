import { dirname, join } from 'node:path';
import ts from 'typescript';

/** A property of a kind of node, as `ForStatement.condition`. */
export type Slot = string;

/** Nodes that the output has nothing of. */
const unemitted =
  /^(?:JSDoc|(?:Interface|TypeAlias|TypeParameter)Declaration|(?:Property|Method|CallSignature|ConstructSignature|IndexSignature)Signature|(?:Call|Construct|Index)Signature)/;

interface Kind {
  readonly name: string;
  readonly type: ts.InterfaceType;
  readonly properties: readonly Property[];
}

interface Property {
  readonly name: string;
  readonly holds: readonly ts.Type[];
}

/**
 * Every slot of TypeScript's syntax tree in which an expression can stand, or a node that has one somewhere inside: what
 * the typings of the compiler say, so that the syntax of a later version is in it.
 */
export function expressionSlots(): ReadonlySet<Slot> {
  const typings = join(dirname(require.resolve('typescript')), 'typescript.d.ts');
  const program = ts.createProgram([typings], { types: [], lib: ['lib.esnext.d.ts'] });
  const checker = program.getTypeChecker();
  const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(typings)!)!);
  const named = (name: string) =>
    checker.getDeclaredTypeOfSymbol(symbols.find((symbol) => symbol.name === name)!);
  const node = named('Node');
  const typeNode = named('TypeNode');
  const call = named('CallExpression');
  const isEmitted = (type: ts.Type) =>
    type.symbol?.name === 'ExpressionWithTypeArguments' || !checker.isTypeAssignableTo(type, typeNode);

  const kinds: Kind[] = [];
  for (const symbol of symbols) {
    if (!(symbol.flags & ts.SymbolFlags.Interface) || unemitted.test(symbol.name)) continue;
    const type = checker.getDeclaredTypeOfSymbol(symbol) as ts.InterfaceType;
    if (type.typeParameters || !checker.isTypeAssignableTo(type, node) || !isEmitted(type)) continue;
    const properties = type
      .getProperties()
      .filter(({ name }) => name !== 'parent')
      .map((property) => ({
        name: property.name,
        holds: nodesIn(checker, checker.getTypeOfSymbol(property), node).filter(isEmitted),
      }));
    for (const name of kindNames(checker, type)) kinds.push({ name, type, properties });
  }

  const slots = new Set<Slot>();
  const bearing = new Set<ts.Type>();
  // A node bears an expression that is one, or has one in a property.
  const bears = (held: ts.Type) =>
    checker.isTypeAssignableTo(call, held) ||
    [...bearing].some((type) => checker.isTypeAssignableTo(type, held));
  for (let before = -1; before < slots.size; ) {
    before = slots.size;
    for (const { name, type, properties } of kinds) {
      for (const property of properties) {
        if (!property.holds.some(bears)) continue;
        slots.add(`${name}.${property.name}`);
        bearing.add(type);
      }
    }
  }
  return slots;
}

/** The names of the kinds that an interface of nodes stands for; a base of many stands for none. */
function kindNames(checker: ts.TypeChecker, type: ts.Type): readonly string[] {
  const kind = type.getProperty('kind');
  const of = kind && checker.getTypeOfSymbol(kind);
  const all = of?.isUnion() ? of.types : of ? [of] : [];
  return all.length > 2 ? [] : all.map(({ symbol }) => symbol.name);
}

function nodesIn(checker: ts.TypeChecker, property: ts.Type, node: ts.Type): readonly ts.Type[] {
  const parts = (type: ts.Type) => (type.isUnion() ? type.types : [type]);
  return parts(checker.getNonNullableType(property))
    .flatMap((type) => {
      const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
      return element && type.symbol?.name === 'NodeArray' ? parts(element) : [type];
    })
    .filter((type) => (type.flags & ts.TypeFlags.Object) !== 0 && checker.isTypeAssignableTo(type, node));
}

/** The slots on the way from a file to each call that `isCall` picks. */
export function slotsOnTheWay(file: ts.SourceFile, isCall: (node: ts.Node) => boolean): ReadonlySet<Slot> {
  const slots = new Set<Slot>();
  const visit = (node: ts.Node): void => {
    if (isCall(node)) {
      for (let child = node; child.parent; child = child.parent) slots.add(slotOf(child));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return slots;
}

function slotOf(child: ts.Node): Slot {
  const { parent } = child;
  const found = Object.entries(parent).find(
    ([name, value]) =>
      name !== 'parent' && (value === child || (Array.isArray(value) && value.includes(child))),
  );
  return `${nameOf(parent)}.${found?.[0]}`;
}

/** The names of some kinds have a second one, of a range that they begin or end. */
const names = new Map<ts.SyntaxKind, string>();
for (const [name, value] of Object.entries(ts.SyntaxKind)) {
  if (typeof value === 'number' && !names.has(value)) names.set(value, name);
}

function nameOf(node: ts.Node): string {
  return names.get(node.kind)!;
}
