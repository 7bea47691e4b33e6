import { createHash } from 'node:crypto';
import { ShapeError } from './error.js';
import { type ClassGraph, classGraphOf } from './form/class-graph.js';
import type { NodeId, SlotId } from './graph/graph.js';
import type { ShapeGraph } from './graph/shape-graph.js';
import { Printer } from './text/print/printer.js';

/** What is hashed before the text. Another number is another algorithm; one major release has one. */
export const ALGORITHM_TAG = 'keyshape/1\n';
/** How many digits a version has unless the option `length` says otherwise: 64 bits. */
export const DEFAULT_VERSION_LENGTH = 16;
const SHORTEST_VERSION = 8;
const LONGEST_VERSION = 64;

/**
 * A graph in canonical form: minimised and ordered once, for all its roots. Whatever else is in the graph, and in whatever
 * order it was built, the text and the version of a root are those of its shape.
 *
 * @example
 * const graph = new ShapeGraph();
 * const root = graph.slot([graph.node({ kind: 'primitive', name: 'string' })]);
 * canonicalise(graph).text(root) // 'string'
 */
export class CanonicalForm {
  readonly #graph: ClassGraph;
  readonly #digests = new Map<number, string>();
  #printer: Printer | undefined;

  /** Use {@link canonicalise}. */
  constructor(graph: ClassGraph) {
    this.#graph = graph;
  }

  /** How many classes of equal nodes there are. */
  get classCount(): number {
    return this.#graph.labels.length;
  }

  /**
   * The class of a node: two nodes have the same class exactly when they are equal, and of two members of a union the one
   * with the lower class stands first.
   *
   * @throws ShapeError for a node that the graph did not have when it was canonicalised
   */
  classOf(node: NodeId): number {
    const number = this.#graph.classOfNode[node];
    if (number === undefined)
      throw new ShapeError(`there was no node ${node} when the graph was canonicalised`);
    return number;
  }

  /**
   * The class of a slot: two slots have the same class exactly when they have the same text.
   *
   * @throws ShapeError for a slot that the graph did not have when it was canonicalised
   */
  classOfSlot(slot: SlotId): number {
    const number = this.#graph.classOfSlot[slot];
    if (number === undefined)
      throw new ShapeError(`there was no slot ${slot} when the graph was canonicalised`);
    return number;
  }

  /**
   * The version of a shape: the first digits of the SHA-256 of {@link ALGORITHM_TAG} and the text, in lower-case hex. The
   * text is not held in memory; the digest is, so that asking again costs nothing.
   *
   * @param root the shape
   * @param length how many digits, 8 to 64
   * @throws ShapeError for another length, or where the root reaches a node that was never connected
   */
  version(root: SlotId, length: number = DEFAULT_VERSION_LENGTH): string {
    if (!Number.isInteger(length) || length < SHORTEST_VERSION || length > LONGEST_VERSION)
      throw new ShapeError(`a version has ${SHORTEST_VERSION} to ${LONGEST_VERSION} digits, not ${length}`);
    const slotClass = this.classOfSlot(root);
    let digest = this.#digests.get(slotClass);
    if (digest === undefined) {
      const hash = createHash('sha256').update(ALGORITHM_TAG, 'latin1');
      this.#print(slotClass, (bytes) => hash.update(bytes));
      digest = hash.digest('hex');
      this.#digests.set(slotClass, digest);
    }
    return digest.slice(0, length);
  }

  /**
   * The text of a shape. It may be many megabytes long, and is not kept.
   *
   * @param root the shape
   * @throws ShapeError where the root reaches a node that was never connected
   */
  text(root: SlotId): string {
    const parts: string[] = [];
    this.#print(this.classOfSlot(root), (bytes) =>
      parts.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')),
    );
    return parts.join('');
  }

  #print(slotClass: number, write: (bytes: Uint8Array) => void): void {
    this.#printer ??= new Printer(this.#graph);
    this.#printer.print(slotClass, write);
  }
}

/**
 * Brings a graph to canonical form. Nodes and slots that are added to the graph afterwards are not in it.
 *
 * @param graph the graph; nodes that no root reaches may still be unconnected
 */
export function canonicalise(graph: ShapeGraph): CanonicalForm {
  return new CanonicalForm(classGraphOf(graph));
}
