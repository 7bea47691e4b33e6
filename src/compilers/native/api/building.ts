import type { SymbolQuestions } from './finding.js';
import type { Api, Method, NativeProgram, NativeProject, NativeSnapshot, SnapshotParams } from './reading.js';

// The part of TypeScript 7's API that building uses beyond reading types; what only 7.1 has is optional.

/** What TypeScript 7's API says of a diagnostic. */
export interface NativeDiagnostic {
  readonly fileName?: string | undefined;
  readonly pos: number;
  readonly end: number;
  readonly code: number;
  readonly category: number;
  readonly text: string;
  readonly messageChain?: readonly NativeDiagnostic[] | undefined;
  readonly relatedInformation?: readonly NativeDiagnostic[] | undefined;
}

export interface EmitOutput {
  readonly diagnostics: readonly NativeDiagnostic[];
  readonly outputFiles: ReadonlyMap<string, { readonly text: string }>;
}

export interface ProgramToBuild extends NativeProgram {
  getConfigFileParsingDiagnostics(): readonly NativeDiagnostic[];
  getSyntacticDiagnostics(): readonly NativeDiagnostic[];
  getProgramDiagnostics(): readonly NativeDiagnostic[];
  getGlobalDiagnostics(): readonly NativeDiagnostic[];
  getBindDiagnostics(): readonly NativeDiagnostic[];
  getSemanticDiagnostics(): readonly NativeDiagnostic[];
  getDeclarationDiagnostics(): readonly NativeDiagnostic[];
  /** Whatever `noEmit` and `noEmitOnError` say. */
  readonly getJavaScriptEmit?: Method<[readonly string[]], EmitOutput>;
  getDeclarationEmit?(files: readonly string[]): EmitOutput;
}

export interface ProjectToBuild extends NativeProject {
  readonly configFileName: string;
  readonly checker: SymbolQuestions;
  readonly program: ProgramToBuild;
}

/** Files whose text changed. */
export interface FileChanges {
  readonly changed: readonly string[];
}

/** Files that stand in for those on the disk. */
export interface FileSystemLayer {
  readonly kind: 'layer';
  readonly files: Readonly<Record<string, string>>;
}

export interface OpeningParams extends SnapshotParams {
  /** 7.0. */
  readonly fileChanges?: FileChanges;
  /** 7.1. */
  readonly fileNotifications?: FileChanges;
  /** 7.1. */
  readonly fileSystem?: FileSystemLayer;
  /** 7.1: without it a program keeps its old text. */
  readonly ensurePrograms?: boolean;
}

export interface SnapshotToBuild extends NativeSnapshot {
  /** 7.1. */
  update?(params: Partial<OpeningParams>): SnapshotToBuild;
}

export interface ApiToBuild extends Api {
  updateSnapshot?(params: OpeningParams): SnapshotToBuild;
  createSnapshot?(params: OpeningParams): SnapshotToBuild;
}
