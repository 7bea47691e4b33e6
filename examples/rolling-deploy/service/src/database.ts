// The source of truth behind the cache. Its rows do not change between the releases: the incident needs no migration.

export interface PersonRow {
  readonly id: number;
  readonly name: string;
}

const firstNames = ['Ada', 'Grace', 'Barbara', 'Edsger', 'Donald', 'Frances', 'Alan', 'Radia'];
const lastNames = ['Lovelace', 'Hopper', 'Liskov', 'Dijkstra', 'Knuth', 'Allen', 'Turing', 'Perlman'];
const cities = ['Zürich', 'Lisbon', 'Kraków', 'Oslo', 'Turin'];

function pick(values: readonly string[], index: number): string {
  return values[index % values.length] ?? '';
}

export function personRow(id: number): PersonRow {
  return { id, name: `${pick(firstNames, id)} ${pick(lastNames, Math.floor(id / firstNames.length))}` };
}

export function addressRow(personId: number) {
  return {
    street: `${personId} Cache Street`,
    city: pick(cities, personId),
    contacts: [
      { relation: 'neighbour', person: personRow(personId + 1) },
      { relation: 'landlord', person: personRow(personId + 7) },
    ],
  };
}

export function orderRow(id: number) {
  return { id, customerId: id, lines: [{ productId: (id % 20) + 1, quantity: (id % 3) + 1 }] };
}

export function productRow(id: number) {
  return { id, title: `Product ${id}`, cents: 100 * id + 99 };
}
