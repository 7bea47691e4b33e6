import type ts from 'typescript';

/** A type node that is data of a root, and the place in the shape that it is written for. */
export interface Site<Node extends ts.Node = ts.TypeNode> {
  readonly node: Node;
  /** The whole type at that place: a property's, an element's. */
  readonly slot: ts.TypeNode;
}

/** What of a package's text decides a root's version. */
export interface Reach {
  readonly types: readonly Site[];
  readonly properties: readonly ts.PropertySignature[];
  readonly declarations: readonly (ts.InterfaceDeclaration | ts.TypeAliasDeclaration)[];
}

type Owner = ts.InterfaceDeclaration | ts.TypeLiteralNode;

/**
 * Walks the syntax behind a root, through what passes data on unchanged: properties, arrays, unions, references
 * without type arguments, `T["x"]`. What it leaves out (intersections, generics, mapped types) may or may not be data.
 */
export function reachOf(compiler: typeof ts, checker: ts.TypeChecker, root: ts.TypeNode): Reach {
  const types = new Map<ts.Node, Site>();
  const properties = new Set<ts.PropertySignature>();
  const declarations = new Set<ts.InterfaceDeclaration | ts.TypeAliasDeclaration>();
  const owners = new Set<Owner>();
  const queue: Site[] = [{ node: root, slot: root }];
  const opaque = compiler.TypeFlags.Any | compiler.TypeFlags.Unknown;

  const enter = (node: ts.TypeNode) => {
    if ((checker.getTypeFromTypeNode(node).flags & opaque) === 0) queue.push({ node, slot: node });
  };

  const members = (owner: Owner, hidden: ReadonlySet<string>) => {
    if (owners.has(owner) || owner.members.some((member) => nameOf(member) === 'toJSON')) return;
    owners.add(owner);
    const own = new Set(hidden);
    for (const member of owner.members) {
      const name = nameOf(member);
      if (name !== undefined) own.add(name);
      if (!compiler.isPropertySignature(member) || name === undefined || member.type === undefined) continue;
      if (hidden.has(name) || behaves(checker, member.type)) continue;
      properties.add(member);
      enter(member.type);
    }
    if (!compiler.isInterfaceDeclaration(owner)) return;
    for (const base of owner.heritageClauses?.flatMap((clause) => [...clause.types]) ?? []) {
      const declaration = base.typeArguments === undefined ? declarationOf(base.expression) : undefined;
      if (declaration !== undefined && compiler.isInterfaceDeclaration(declaration)) {
        declarations.add(declaration);
        members(declaration, own);
      }
    }
  };

  /** The one interface or alias, without type parameters, that a name stands for. */
  const declarationOf = (name: ts.Node) => {
    const symbol = checker.getSymbolAtLocation(name);
    if (symbol === undefined) return undefined;
    const target = symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const found = target.declarations?.filter(
      (declaration) =>
        !compiler.isModuleDeclaration(declaration) && !compiler.isVariableDeclaration(declaration),
    );
    const [declaration] = found ?? [];
    if (found?.length !== 1 || declaration === undefined || isStandard(declaration)) return undefined;
    const isType =
      compiler.isInterfaceDeclaration(declaration) || compiler.isTypeAliasDeclaration(declaration);
    return isType && declaration.typeParameters === undefined ? declaration : undefined;
  };

  const indexed = (node: ts.IndexedAccessTypeNode): ts.TypeNode | undefined => {
    const object = compiler.isIndexedAccessTypeNode(node.objectType)
      ? indexed(node.objectType)
      : compiler.isTypeReferenceNode(node.objectType)
        ? declarationOf(node.objectType.typeName)
        : undefined;
    const index = node.indexType;
    if (object === undefined || !compiler.isLiteralTypeNode(index)) return undefined;
    const owner = compiler.isTypeAliasDeclaration(object) ? object.type : object;
    if (!compiler.isInterfaceDeclaration(owner) && !compiler.isTypeLiteralNode(owner)) return undefined;
    const key = (index.literal as ts.StringLiteral).text;
    const property = owner.members.find((member) => nameOf(member) === key);
    return property !== undefined && compiler.isPropertySignature(property) && !property.questionToken
      ? property.type
      : undefined;
  };

  for (let site = queue.pop(); site !== undefined; site = queue.pop()) {
    const { node, slot } = site;
    if (types.has(node)) continue;
    types.set(node, site);
    if (compiler.isParenthesizedTypeNode(node)) queue.push({ node: node.type, slot });
    else if (compiler.isUnionTypeNode(node))
      queue.push(...node.types.map((member) => ({ node: member, slot })));
    else if (compiler.isArrayTypeNode(node)) enter(node.elementType);
    else if (compiler.isTypeLiteralNode(node)) members(node, new Set());
    else if (compiler.isIndexedAccessTypeNode(node)) {
      const type = indexed(node);
      if (type !== undefined) queue.push({ node: type, slot });
    } else if (compiler.isTypeReferenceNode(node)) {
      if (node.typeArguments?.length === 1 && node.typeName.getText() === 'Array')
        enter(node.typeArguments[0]!);
      if (node.typeArguments !== undefined) continue;
      const declaration = declarationOf(node.typeName);
      if (declaration === undefined) continue;
      declarations.add(declaration);
      if (compiler.isInterfaceDeclaration(declaration)) members(declaration, new Set());
      else queue.push({ node: declaration.type, slot });
    }
  }
  return { types: [...types.values()], properties: [...properties], declarations: [...declarations] };
}

function nameOf(member: ts.TypeElement): string | undefined {
  const { name } = member;
  return name !== undefined && 'text' in name && typeof name.text === 'string' ? name.text : undefined;
}

function behaves(checker: ts.TypeChecker, node: ts.TypeNode): boolean {
  const type = checker.getNonNullableType(checker.getTypeFromTypeNode(node));
  const members = type.isUnion() ? type.types : [type];
  return members.some(
    (member) => member.getCallSignatures().length + member.getConstructSignatures().length > 0,
  );
}

function isStandard(declaration: ts.Declaration): boolean {
  return /\/node_modules\/(typescript|@types\/node|undici-types)\//.test(
    declaration.getSourceFile().fileName,
  );
}
