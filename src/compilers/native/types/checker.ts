import type ts = require('typescript');

import { askOfPresent } from '../../../reader/ask.js';
import { baseArguments } from '../../../reader/base-arguments.js';
import type {
  BaseQuestion,
  CallSignature,
  Checker,
  DeclarationFacts,
  FileFacts,
  Heritage,
  MappedSource,
  Members,
  SymbolFacts,
  Tags,
  TypeFacts,
} from '../../../reader/checker.js';
import { type Names, namesIn, type Target } from '../../../reader/names.js';
import { TagReader } from '../../../reader/tags/read.js';
import { isWrittenAsProperty, type Modifiers, nameOfHolder } from '../../members.js';
import type { NativeType } from '../api/reading.js';
import type { Session } from '../server/session.js';
import type { ProgramFiles } from '../source/program-files.js';
import { Callability } from './callable.js';
import { Composition } from './composition.js';
import { Derivations } from './derivation.js';
import { Describer } from './describe.js';
import { Files, type NativeDeclaration } from './files.js';
import type { NativeHandles, NativeProperty } from './handles.js';
import { NativeHeritage } from './heritage.js';
import { MappedSources } from './mapped.js';
import { NativeMembersReader } from './members.js';
import { Signatures } from './signatures.js';
import { Symbols } from './symbols.js';
import type { NativeTypeSyntax } from './type-syntax.js';
import { Unreadable, unreadable } from './unreadable.js';

const noTags: Tags = { ignored: false, version: undefined };

/** TypeScript 7's checker behind the reader's interface: a level of questions is one batch, or a few. */
export class NativeChecker implements Checker<NativeHandles> {
  private readonly files: Files;
  private readonly symbols: Symbols;
  private readonly describer: Describer;
  private readonly callability: Callability;
  private readonly memberReader: NativeMembersReader;
  private readonly bases: NativeHeritage;
  private readonly signatures: Signatures;
  private readonly mappedSources: MappedSources;
  private readonly tags: TagReader;
  private readonly writesDeclarations: boolean;

  /**
   * @param program what is known of the files of the session's program
   * @param location an expression of it
   */
  constructor(
    private readonly session: Session,
    program: ProgramFiles,
    private readonly syntax: NativeTypeSyntax,
    private readonly location: ts.Node,
  ) {
    this.files = new Files(session.project, program);
    this.symbols = new Symbols(session, this.files, syntax);
    const composition = new Composition(session);
    this.describer = new Describer(session, this.symbols, composition, syntax);
    this.callability = new Callability(session, this.symbols, syntax);
    const derivations = new Derivations(session, this.symbols, composition);
    this.memberReader = new NativeMembersReader(session, this.symbols, this.files, derivations);
    this.bases = new NativeHeritage(session, this.symbols, syntax);
    this.signatures = new Signatures(session, syntax);
    this.mappedSources = new MappedSources(session, this.symbols, this.files, syntax);
    this.tags = new TagReader(syntax);
    const { declaration, composite } = session.project.program.getCompilerOptions();
    this.writesDeclarations = (declaration ?? composite ?? false) === true;
  }

  describe(types: readonly NativeType[]): readonly TypeFacts<NativeHandles>[] {
    return this.describer.describe(types);
  }

  isCallable(types: readonly NativeType[]): readonly boolean[] {
    return this.callability.isCallable(types);
  }

  isEmptyIntersection(types: readonly NativeType[]): readonly boolean[] {
    if (types.length === 0) return [];
    const never = this.session.ask('getNeverType', [[]])[0]!;
    return this.session.ask(
      'isTypeAssignableTo',
      types.map((type) => [type, never]),
    );
  }

  /** 7.0 tells neither a mapped type's constraint nor its name type; how it would be written tells both. */
  isDeferredMapped(types: readonly NativeType[]): readonly boolean[] {
    const { InTypeAlias, NoTruncation } = this.session.module.NodeBuilderFlags;
    return this.session
      .ask(
        'typeToTypeNode',
        types.map((type) => [type, undefined, InTypeAlias | NoTruncation]),
      )
      .map((node) => node?.kind === this.syntax.SyntaxKind.MappedType);
  }

  mappedFrom(types: readonly NativeType[]): readonly MappedSource<NativeType>[] {
    return this.mappedSources.of(types);
  }

  members(types: readonly NativeType[]): readonly Members<NativeHandles>[] {
    return this.memberReader.members(types);
  }

  propertyTypes(properties: readonly NativeProperty[]): readonly NativeType[] {
    return this.memberReader.propertyTypes(properties);
  }

  typeArguments(types: readonly NativeType[]): readonly (readonly NativeType[])[] {
    const { Reference } = this.session.module.ObjectFlags;
    const references = types.map((type) => ((type.objectFlags ?? 0) & Reference ? type : undefined));
    const given = askOfPresent(references, (asked) =>
      this.session.ask(
        'getTypeArguments',
        asked.map((type) => [type]),
        (error) => [unreadable(error)],
      ),
    );
    return given.map((list) => list ?? []);
  }

  heritage(types: readonly NativeType[]): readonly Heritage<NativeHandles>[] {
    return this.bases.heritage(types);
  }

  baseArguments(questions: readonly BaseQuestion<NativeType>[]): readonly (readonly NativeType[])[] {
    return questions.map((question) => baseArguments(this.bases, question));
  }

  calls(types: readonly NativeType[]): readonly (readonly CallSignature<NativeType>[])[] {
    return types.map((type) => (type instanceof Unreadable ? [] : this.signatures.of(type)));
  }

  isAssignable(questions: readonly { source: NativeType; target: NativeType }[]): readonly boolean[] {
    return this.session.ask(
      'isTypeAssignableTo',
      questions.map(({ source, target }) => [source, target]),
    );
  }

  ownerOf({ symbol }: NativeProperty): SymbolFacts<NativeDeclaration> | undefined {
    const [first] = this.files.declarationsOf(symbol.declarations.slice(0, 1));
    const name = nameOfHolder(this.syntax, first?.node);
    const [found] = name ? this.session.ask('getSymbolAtLocation', [[name]]) : [];
    return found && this.symbols.facts(found);
  }

  fileOf({ file }: NativeDeclaration): FileFacts {
    return file;
  }

  factsOf({ node }: NativeDeclaration): DeclarationFacts {
    const { syntax } = this;
    const file = node.getSourceFile();
    const name = ('name' in node ? (node.name as ts.Node | undefined) : undefined) ?? node;
    const start = name.getStart(file);
    return {
      isInClass: node.parent !== undefined && syntax.isClassLike(node.parent),
      isWrittenAsProperty:
        this.writesDeclarations && isWrittenAsProperty(syntax, node, this.modifiersOf(node)),
      isUntypedPrivate:
        file.isDeclarationFile &&
        syntax.isPropertyDeclaration(node) &&
        node.type === undefined &&
        syntax.hasModifier(node, 'PrivateKeyword'),
      start,
      length: name.getEnd() - start,
    };
  }

  private modifiersOf(member: ts.Node): Modifiers {
    const has = (modifier: 'PrivateKeyword' | 'ProtectedKeyword' | 'AccessorKeyword') =>
      this.syntax.hasModifier(member, modifier);
    return { isHidden: has('PrivateKeyword') || has('ProtectedKeyword'), isAccessor: has('AccessorKeyword') };
  }

  tagsOf(declaration: NativeDeclaration): Tags {
    return declaration.file.mayHaveTags ? this.tags.tagsOf(declaration.node) : noTags;
  }

  namesIn({ node }: NativeDeclaration): Names<NativeDeclaration> {
    return this.namesWritten(node);
  }

  namesWritten(node: ts.Node): Names<NativeDeclaration> {
    return namesIn(this.syntax, (name) => this.targetOf(name), node);
  }

  private targetOf(node: ts.Node): Target<NativeDeclaration> | undefined {
    const [symbol] = this.session.ask('getSymbolAtLocation', [[node]]);
    if (symbol === undefined) return undefined;
    const isAlias = (symbol.flags & this.session.module.SymbolFlags.Alias) !== 0;
    const target = isAlias ? this.session.aliased(symbol) : symbol;
    return {
      declarations: this.files.declarationsOf(target?.declarations ?? []),
      importedBy: isAlias ? symbol.declarations[0]?.resolve(this.session.project) : undefined,
    };
  }

  nameOf(type: NativeType): string {
    return this.session.ask('typeToString', [[type]])[0]!;
  }

  identityOf(declaration: NativeDeclaration): unknown {
    return declaration;
  }

  /** As in the classic checker: an expression that is checked starts its budget of instantiations afresh. */
  refresh(): void {
    this.session.ask('getTypeAtLocation', [[this.location]]);
  }
}
