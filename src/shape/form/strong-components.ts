/**
 * The strongly connected components of a directed graph: Tarjan's algorithm (1972) without recursion.
 *
 * @param edges for each vertex those it points to
 * @returns the components, each after all that it points to
 * @example strongComponents([[1], [0], [1]]) // [[1, 0], [2]]
 */
export function strongComponents(edges: readonly (readonly number[])[]): number[][] {
  const components: number[][] = [];
  const order = new Int32Array(edges.length).fill(-1);
  const lowest = new Int32Array(edges.length);
  const nextEdge = new Int32Array(edges.length);
  const isOpen = new Uint8Array(edges.length);
  const open: number[] = [];
  let visited = 0;
  for (let root = 0; root < edges.length; root++) {
    if (order[root] !== -1) continue;
    const path = [root];
    while (path.length > 0) {
      const vertex = path[path.length - 1]!;
      if (order[vertex] === -1) {
        order[vertex] = lowest[vertex] = visited++;
        open.push(vertex);
        isOpen[vertex] = 1;
      }
      const target = edges[vertex]![nextEdge[vertex]!++];
      if (target !== undefined) {
        if (order[target] === -1) path.push(target);
        else if (isOpen[target] === 1) lowest[vertex] = Math.min(lowest[vertex]!, order[target]!);
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent !== undefined) lowest[parent] = Math.min(lowest[parent]!, lowest[vertex]!);
      if (lowest[vertex] === order[vertex]) components.push(closeComponent(open, isOpen, vertex));
    }
  }
  return components;
}

function closeComponent(open: number[], isOpen: Uint8Array, root: number): number[] {
  const component: number[] = [];
  for (;;) {
    const vertex = open.pop()!;
    isOpen[vertex] = 0;
    component.push(vertex);
    if (vertex === root) return component;
  }
}
