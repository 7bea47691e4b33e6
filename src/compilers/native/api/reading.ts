import type ts = require('typescript');

import type { NumbersOf } from '../../flags.js';

/**
 * The part of TypeScript 7's API that is used here, as 7.0 and 7.1 both have it. It is declared and not imported, because
 * the package is an optional peer: whoever stays on 5 or 6 installs nothing of 7.
 *
 * Nodes of the remote syntax tree are declared as `ts.Node`: they have the same properties and methods as the classic
 * ones. Only the numbers of their kinds and flags differ, and those come from the loaded module, never from here.
 */
export interface NativeModule {
  readonly API: new (options: ApiOptions) => Api;
  readonly TypeFlags: NumbersOf<typeof ts.TypeFlags>;
  readonly ObjectFlags: NumbersOf<typeof ts.ObjectFlags> & { readonly ObjectTypeKindMask: number };
  readonly SymbolFlags: NumbersOf<typeof ts.SymbolFlags>;
  readonly ElementFlags: NumbersOf<typeof ts.ElementFlags>;
  readonly SignatureKind: NumbersOf<typeof ts.SignatureKind>;
  readonly NodeBuilderFlags: NumbersOf<typeof ts.NodeBuilderFlags>;
  readonly NodeHandle: new (handle: string, project: NativeProject) => NodeHandle;
}

/** What a node is called by its kind; the last is no classic one. */
export type KindName = keyof typeof ts.SyntaxKind | 'JSTypeAliasDeclaration';

/** What `typescript/ast` gives: the kinds, and predicates over nodes. */
export interface AstModule {
  readonly SyntaxKind: Readonly<Record<KindName, number>>;
  readonly NodeFlags: NumbersOf<typeof ts.NodeFlags>;
  readonly isStatement: (node: ts.Node) => node is ts.Statement;
  readonly isTypeNode: (node: ts.Node) => node is ts.TypeNode;
}

export interface ApiOptions {
  readonly cwd?: string;
  /** Asked before the disk; `undefined` leaves the answer to the disk. */
  readonly fs?: {
    readonly readFile?: (path: string) => string | null | undefined | symbol;
    readonly fileExists?: ((path: string) => boolean | undefined) | symbol;
    readonly [operation: string]: unknown;
  };
}

/** What `typescript/fs` of 7.1 gives. */
export interface FileSystemModule {
  readonly serverFS: { readonly useOS: symbol };
}

/** A method of the API. 7.1 gives each a form that waits for a batch. */
export interface Method<Args extends readonly unknown[], Answer> {
  (...args: Args): Answer;
  readonly gen?: (...args: Args) => Generator<unknown, Answer, unknown>;
}

/** The server process. */
export interface Api {
  /** 7.0. */
  updateSnapshot?(params: SnapshotParams): NativeSnapshot;
  /** 7.1. */
  createSnapshot?(params: SnapshotParams): NativeSnapshot;
  /** 7.1. */
  batch?(...requests: Generator<unknown, unknown, unknown>[]): unknown[];
  /** What sends requests to the server; in 7.0's typings it is private. */
  readonly client?: {
    apiRequest?(method: string, params: object): unknown;
    readonly channel?: { readonly child?: { kill: (signal?: 'SIGKILL') => boolean } };
  };
  /** 7.1. */
  createProgram?(rootFiles: readonly string[], options: object, more?: object): NativeProgram;
  /** `extends` followed. */
  parseConfigFile(file: string): {
    readonly fileNames: readonly string[];
    readonly options: Readonly<Record<string, unknown>>;
  };
  close(): void;
}

export interface SnapshotParams {
  readonly openProjects: readonly string[];
}

/** The state of all projects at one moment. Types and symbols belong to one, and mean nothing in another. */
export interface NativeSnapshot {
  readonly id: number;
  getProjects(): readonly NativeProject[];
  dispose(): void;
}

export interface NativeProject {
  readonly id: string;
  /** 7.0. */
  readonly rootFiles?: readonly string[];
  /** 7.1. */
  readonly parsedCommandLine?: {
    readonly fileNames: readonly string[];
    readonly projectReferences?: readonly object[] | undefined;
  };
  readonly program: NativeProgram;
  readonly checker: RemoteChecker;
}

export interface NativeProgram {
  /** 7.1, of a program that was made by `createProgram`. */
  readonly project?: NativeProject;
  getCompilerOptions(): Readonly<Record<string, unknown>>;
  readonly getSourceFile: Method<[string], ts.SourceFile | undefined>;
  getSourceFileNames(): readonly string[];
  /** 7.1. */
  dispose?(): void;
}

/**
 * A type, as its compact data. One object per type and project. What else is known of it is asked through a `Session`,
 * never through methods of the object: it need not be one of the API's own.
 */
export interface NativeType {
  readonly id: number;
  readonly flags: number;
  readonly objectFlags?: number | undefined;
  readonly value?: string | number | boolean | bigint | null | undefined;
  readonly intrinsicName?: string | undefined;
  readonly texts?: readonly string[] | undefined;
  readonly elementFlags?: readonly number[] | undefined;
  /** A handle; absent where the type has no symbol. */
  readonly symbol?: unknown;
  /** A handle; absent where the type was not named by an alias. */
  readonly aliasSymbol?: unknown;
}

/** What the API's own type objects can be asked. */
export interface TypeMethods {
  readonly getSymbol: Method<[], NativeSymbol | undefined>;
  readonly getAliasSymbol: Method<[], NativeSymbol | undefined>;
  readonly getAliasTypeArguments: Method<[], readonly NativeType[]>;
  readonly getTypes: Method<[], readonly NativeType[] | undefined>;
  readonly getTarget: Method<[], NativeType>;
  readonly getBaseType: Method<[], NativeType>;
  readonly getTypeParameters: Method<[], readonly NativeType[]>;
  readonly getObjectType: Method<[], NativeType>;
  readonly getIndexType: Method<[], NativeType>;
  readonly getCheckType: Method<[], NativeType>;
  /** 7.1, of mapped types. */
  readonly getTypeParameter: Method<[], NativeType>;
  /** 7.1, of mapped types. */
  readonly getTemplateType: Method<[], NativeType>;
}

/** A symbol. One object per symbol and snapshot. */
export interface NativeSymbol {
  readonly name: string;
  readonly escapedName: string;
  readonly flags: number;
  readonly declarations: readonly NodeHandle[];
}

/** A place in a syntax tree that need not have been fetched. */
export interface NodeHandle {
  readonly index: number;
  readonly kind: number;
  /** The file's, as the compiler compares it: in lower case where the file system ignores case. */
  readonly path: string;
  resolve(project?: NativeProject): ts.Node | undefined;
}

export interface NativeSignature {
  readonly id: number;
  /** A handle, or its text. */
  readonly declaration?: NodeHandle | string | undefined;
  readonly typeParameters?: readonly number[] | undefined;
  /** Handles. */
  readonly parameters?: readonly unknown[] | undefined;
  /** Whether the last parameter collects all that follow; said by the API's own objects alone. */
  readonly hasRestParameter?: boolean;
  /** A handle of the parameter named `this`. */
  readonly thisParameter?: unknown;
  /** The signature that this one was made of by giving types to an outer declaration. */
  readonly target?: unknown;
}

export interface NativeIndexInfo {
  readonly keyType: NativeType;
  readonly valueType: NativeType;
  /** A raw session gives the place as it gives those of symbols. */
  readonly declaration?: NodeHandle | undefined;
}

/** The checker of a project, in the server. */
export interface RemoteChecker {
  readonly getTypeFromTypeNode: Method<[ts.Node], NativeType>;
  readonly getTypeAtLocation: Method<[ts.Node], NativeType>;
  readonly getContextualType: Method<[ts.Node], NativeType | undefined>;
  /** Many symbols in one request, on 7.0 too. */
  getTypeOfSymbol(symbols: readonly NativeSymbol[]): readonly NativeType[];
  readonly getSymbolAtLocation: Method<[ts.Node], NativeSymbol | undefined>;
  readonly getPropertiesOfType: Method<[NativeType], readonly NativeSymbol[]>;
  readonly getPropertyOfType: Method<[NativeType, string], NativeSymbol | undefined>;
  readonly getIndexInfosOfType: Method<[NativeType], readonly NativeIndexInfo[]>;
  readonly getSignaturesOfType: Method<[NativeType, number], readonly NativeSignature[]>;
  readonly getReturnTypeOfSignature: Method<[NativeSignature], NativeType>;
  readonly getBaseTypes: Method<[NativeType], readonly NativeType[]>;
  readonly getTypeArguments: Method<[NativeType], readonly NativeType[]>;
  readonly getConstraintOfTypeParameter: Method<[NativeType], NativeType | undefined>;
  readonly getConstantValue: Method<[ts.Node], string | number | undefined>;
  readonly isTypeAssignableTo: Method<[NativeType, NativeType], boolean>;
  readonly typeToTypeNode: Method<[NativeType, undefined, number], ts.Node | undefined>;
  readonly getResolvedSignature: Method<[ts.Node], NativeSignature | undefined>;
  readonly typeToString: Method<[NativeType], string>;
  readonly getNeverType: Method<[], NativeType>;
  readonly getStringType: Method<[], NativeType>;
  readonly getUndefinedType: Method<[], NativeType>;
}
