import type ts = require('typescript');

import type { MappedSource } from '../../../reader/checker.js';
import type { NativeSymbol, NativeType } from '../api/reading.js';
import type { Session } from '../server/session.js';
import type { Files } from './files.js';
import type { Symbols } from './symbols.js';
import { searchTemplate } from './template.js';
import type { NativeTypeSyntax } from './type-syntax.js';

/**
 * Tells what a mapped type takes its members from. The server has no question for it; but the syntax names it, an alias
 * gives the arguments it was instantiated with, and 7.1 gives the template, in which `T[K]` holds it.
 */
export class MappedSources {
  private readonly known = new Map<NativeType, MappedSource<NativeType>>();

  constructor(
    private readonly session: Session,
    private readonly symbols: Symbols,
    private readonly files: Files,
    private readonly syntax: NativeTypeSyntax,
  ) {}

  of(types: readonly NativeType[]): readonly MappedSource<NativeType>[] {
    return types.map((type) => {
      let source = this.known.get(type);
      if (source === undefined) {
        source = this.find(type);
        this.known.set(type, source);
      }
      return source;
    });
  }

  private find(type: NativeType): MappedSource<NativeType> {
    const node = this.nodeOf(this.symbols.of([type])[0]);
    if (node === undefined || !this.syntax.isMappedTypeNode(node)) return 'unknown';
    const operand = this.operandOf(node);
    if (operand === undefined) return 'none';
    const { TypeParameter } = this.session.module.TypeFlags;
    const from =
      operand.flags & TypeParameter
        ? (this.argumentOf(type, node, operand) ?? searchTemplate(this.session, type))
        : this.isClosed(node)
          ? operand
          : searchTemplate(this.session, type);
    return from === undefined ? 'unknown' : { from };
  }

  /** `T` in `keyof T`, as it is written; `undefined` where names are listed. */
  private operandOf(node: ts.MappedTypeNode): NativeType | undefined {
    const constraint = node.typeParameter.constraint;
    if (constraint === undefined) return undefined;
    if (this.syntax.isKeyof(constraint)) return this.typeOf(constraint.type);
    const { TypeParameter, Index } = this.session.module.TypeFlags;
    const listed = this.typeOf(constraint);
    const keys =
      listed.flags & TypeParameter ? this.session.ask('getConstraintOfTypeParameter', [[listed]])[0] : listed;
    return keys && keys.flags & Index ? this.session.askTypes('getTarget', [keys])[0] : undefined;
  }

  /** The type argument that an alias, whose whole body is the mapped type, was given for one of its type parameters. */
  private argumentOf(
    type: NativeType,
    node: ts.MappedTypeNode,
    parameter: NativeType,
  ): NativeType | undefined {
    const own = this.aliasAround(node);
    if (own === undefined || type.aliasSymbol === undefined) return undefined;
    const [symbol] = this.session.askTypes('getAliasSymbol', [type]);
    const named = this.nodeOf(symbol);
    const index = this.parameterIndex(parameter, own);
    if (named === undefined || index === -1 || !this.syntax.isTypeAliasDeclaration(named)) return undefined;
    if (isSameNode(named, own)) return this.session.askTypes('getAliasTypeArguments', [type])[0]?.[index];
    return this.argumentThrough(type, named, own, index);
  }

  /**
   * `type Frozen = Readonly<Map<…>>`, `type Omit<T, K> = Pick<T, …>`: the type has the name of the outer alias, and the inner
   * one's argument is written.
   */
  private argumentThrough(
    type: NativeType,
    outer: ts.TypeAliasDeclaration,
    own: ts.TypeAliasDeclaration,
    index: number,
  ): NativeType | undefined {
    const { type: body } = outer;
    if (!this.syntax.isTypeReferenceNode(body)) return undefined;
    const declared = this.nodeOf(this.session.ask('getSymbolAtLocation', [[body.typeName]])[0]);
    const argument = body.typeArguments?.[index];
    if (declared === undefined || argument === undefined || !isSameNode(declared, own)) return undefined;
    const written = this.typeOf(argument);
    if (!outer.typeParameters) return written;
    const place = this.parameterIndex(written, outer);
    return place === -1 ? undefined : this.session.askTypes('getAliasTypeArguments', [type])[0]?.[place];
  }

  /** Which of an alias's type parameters a type is. */
  private parameterIndex(parameter: NativeType, alias: ts.TypeAliasDeclaration): number {
    const names = [...(alias.typeParameters ?? [])].map(({ name }): [ts.Node] => [name]);
    return this.session.ask('getTypeAtLocation', names).indexOf(parameter);
  }

  private aliasAround(node: ts.MappedTypeNode): ts.TypeAliasDeclaration | undefined {
    let around: ts.Node = node.parent;
    while (this.syntax.isParenthesizedTypeNode(around)) around = around.parent;
    return this.syntax.isTypeAliasDeclaration(around) ? around : undefined;
  }

  /** Whether no type parameter is in sight, so that the text means the same in every instance. */
  private isClosed(node: ts.MappedTypeNode): boolean {
    for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) {
      if ('typeParameters' in at && at.typeParameters) return false;
      if (this.syntax.isMappedTypeNode(at)) return false;
    }
    return true;
  }

  private nodeOf(symbol: NativeSymbol | undefined): ts.Node | undefined {
    return this.files.declarationsOf(symbol?.declarations.slice(0, 1) ?? [])[0]?.node;
  }

  private typeOf(node: ts.TypeNode): NativeType {
    return this.session.ask('getTypeFromTypeNode', [[node]])[0]!;
  }
}

function isSameNode(one: ts.Node, other: ts.Node): boolean {
  return (
    one.kind === other.kind &&
    one.pos === other.pos &&
    one.end === other.end &&
    one.getSourceFile().fileName === other.getSourceFile().fileName
  );
}
