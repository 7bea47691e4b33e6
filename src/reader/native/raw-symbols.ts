import type ts = require('typescript');

import type { NativeModule, NativeSymbol, NodeHandle, Project } from './api.js';

/** A symbol in the protocol: 7.0 names it by a number, 7.1 by a reference that holds its owner. */
export interface SymbolResponse {
  readonly id?: number;
  readonly reference?: Reference;
  readonly name: string;
  readonly flags: number;
  readonly declarations?: readonly string[] | undefined;
}

/** 7.1: a symbol of a file, or one that the checker made for a snapshot. */
interface Reference {
  readonly id: number;
  readonly kind: number;
  readonly file?: { readonly nodeId: string };
  readonly snapshot?: number;
  readonly project?: string;
}

/** A symbol's handle in a type: a number on 7.0. */
export type SymbolHandle = number | { readonly id: number; readonly file?: string };

/** A symbol without what the API's own object holds beside it: there are hundreds of thousands. */
export class RawSymbol implements NativeSymbol {
  constructor(
    readonly id: number,
    private readonly owner: object | undefined,
    readonly escapedName: string,
    readonly flags: number,
    readonly declarations: readonly NodeHandle[],
  ) {}

  get name(): string {
    // The compiler writes a leading `__` with a third underscore.
    return this.escapedName.startsWith('___') ? this.escapedName.slice(1) : this.escapedName;
  }

  /** What a request names the symbol by. */
  get reference(): object | number {
    return this.owner === undefined ? this.id : { ...this.owner, id: this.id };
  }
}

/** A declaration's place, its text taken apart. */
class RawHandle implements NodeHandle {
  readonly index: number;
  readonly kind: number;
  readonly path: string;

  constructor(
    text: string,
    private readonly module: NativeModule,
  ) {
    const [index = '', kind = ''] = text.split('.', 2);
    this.index = Number(index);
    this.kind = Number(kind);
    this.path = text.slice(index.length + kind.length + 2);
  }

  resolve(project: Project): ts.Node | undefined {
    return new this.module.NodeHandle(`${this.index}.${this.kind}.${this.path}`, project).resolve(project);
  }
}

/** The symbols of the protocol, one object for each; equal names and declarations are one object too. */
export class RawSymbols {
  private readonly known = new Map<number | string, RawSymbol>();
  private readonly owners = new Map<string, object>();
  private readonly names = new Map<string, string>();
  private readonly handles = new Map<string, readonly NodeHandle[]>();

  constructor(private readonly module: NativeModule) {}

  at(handle: SymbolHandle): RawSymbol | undefined {
    if (typeof handle === 'number') return this.known.get(handle);
    return this.known.get(handle.file === undefined ? handle.id : `${handle.file}:${handle.id}`);
  }

  from(response: SymbolResponse): RawSymbol {
    const { reference, name, flags, declarations = [] } = response;
    const id = reference?.id ?? response.id!;
    const key = reference?.file === undefined ? id : `${reference.file.nodeId}:${id}`;
    let symbol = this.known.get(key);
    if (symbol === undefined) {
      symbol = new RawSymbol(
        id,
        reference && this.ownerOf(reference),
        this.nameOf(name),
        flags,
        this.handlesOf(declarations),
      );
      this.known.set(key, symbol);
    }
    return symbol;
  }

  private ownerOf({ id: _, ...owner }: Reference): object {
    const key = owner.file?.nodeId ?? '';
    const known = this.owners.get(key) ?? owner;
    this.owners.set(key, known);
    return known;
  }

  private nameOf(name: string): string {
    const known = this.names.get(name);
    if (known === undefined) this.names.set(name, name);
    return known ?? name;
  }

  private handlesOf(texts: readonly string[]): readonly NodeHandle[] {
    const key = texts.length === 1 ? texts[0]! : texts.join('\n');
    let handles = this.handles.get(key);
    if (handles === undefined) {
      handles = texts.map((text) => new RawHandle(text, this.module));
      this.handles.set(key, handles);
    }
    return handles;
  }
}
