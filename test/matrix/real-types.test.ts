import ts from 'typescript';
import { readGolden, writeGolden } from './golden.js';
import { realPackages } from './packages.js';
import { type PackageVersions, readPackages } from './read-packages.js';

let versions: Readonly<Record<string, PackageVersions>>;

beforeAll(() => {
  versions = readPackages({ compiler: ts, packages: realPackages });
});

test.each(realPackages.map(({ name, count }) => [name, count] as const))(
  '%s: %i types are read',
  (name, count) => {
    const outcomes = Object.values(versions[name]!);
    expect(outcomes.length).toBe(count);
    expect(outcomes.filter((outcome) => /^[0-9a-f]{16}$/.test(outcome)).length).toBeGreaterThan(count * 0.6);
  },
);

test('what is refused is an any, a private member without a type, a type without structure or a promise', () => {
  const refused = Object.values(versions).flatMap((outcomes) =>
    Object.values(outcomes).filter((outcome) => outcome.startsWith('KS')),
  );
  expect(refused.filter((outcome) => !/^KS10(01|06|08|09) /.test(outcome))).toEqual([]);
});

test('the versions are those on record', () => {
  writeGolden('real-types', versions);
  expect(versions).toEqual(readGolden('real-types'));
});
