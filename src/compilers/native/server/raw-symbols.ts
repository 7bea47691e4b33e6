import type ts = require('typescript');

import type { NativeModule, NativeProject, NativeSymbol, NodeHandle } from '../api/reading.js';

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

  /** The place of a symbol's only declaration, where that is a node of the kind, in the file that the symbol belongs to. */
  placeOf(kind: number): string | undefined {
    const [handle, ...more] = this.declarations;
    const isOfFile = this.owner !== undefined && 'file' in this.owner;
    if (!isOfFile || handle?.kind !== kind || more.length > 0) return undefined;
    return `${handle.index}.${handle.kind}.${handle.path}`;
  }
}

/** A declaration's place, its text taken apart. */
class RawHandle implements NodeHandle {
  constructor(
    readonly index: number,
    readonly kind: number,
    readonly path: string,
    private readonly module: NativeModule,
  ) {}

  resolve(project: NativeProject): ts.Node | undefined {
    return new this.module.NodeHandle(`${this.index}.${this.kind}.${this.path}`, project).resolve(project);
  }
}

/** The symbols of the protocol, one object for each. */
export class RawSymbols {
  private readonly known = new Map<number | string, RawSymbol>();
  private readonly owners = new Map<string, object>();
  private readonly texts = new Map<string, string>();

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
        this.shared(name),
        flags,
        declarations.map((text) => this.handleOf(text)),
      );
      this.known.set(key, symbol);
    }
    return symbol;
  }

  private ownerOf(reference: Reference): object {
    const key = reference.file?.nodeId ?? '';
    let owner = this.owners.get(key);
    if (owner === undefined) {
      const { id: _, ...rest } = reference;
      owner = rest;
      this.owners.set(key, owner);
    }
    return owner;
  }

  /** The place that a text names. */
  handleOf(text: string): NodeHandle {
    const kind = text.indexOf('.') + 1;
    const path = text.indexOf('.', kind) + 1;
    return new RawHandle(
      Number(text.slice(0, kind - 1)),
      Number(text.slice(kind, path - 1)),
      this.shared(text.slice(path)),
      this.module,
    );
  }

  /** One string for equal ones. */
  private shared(text: string): string {
    const known = this.texts.get(text);
    if (known === undefined) this.texts.set(text, text);
    return known ?? text;
  }
}
