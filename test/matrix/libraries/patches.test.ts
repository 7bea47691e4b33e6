import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { outcome } from '../read-packages.js';
import { librariesFolder, models, readers } from './models.js';
import { librariesProgram, readModel } from './read.js';

const { dependencies } = JSON.parse(readFileSync(join(librariesFolder, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

/** The packages that are installed in two neighbouring releases, the earlier one as `<name>-before`. */
const updated = Object.entries(dependencies)
  .filter(([name]) => name.endsWith('-before'))
  .map(([name, version]) => ({
    name: name.slice(0, -'-before'.length),
    from: version.slice(version.lastIndexOf('@') + 1),
  }));

const moduleOf = (name: string) => name.replace('@types/', '');
/** The model with the earlier release in place of the package. */
const before = (text: string, name: string) =>
  text.replace(new RegExp(`(from|module) '${moduleOf(name)}(?=['/])`, 'g'), `$1 '${moduleOf(name)}-before`);

test('ten packages and more are installed twice', () => {
  expect(updated.length).toBeGreaterThanOrEqual(10);
  for (const { name, from } of updated) {
    expect({ name, from }).not.toEqual({ name, from: dependencies[name] });
    expect(models.some(({ text }) => before(text, name) !== text)).toBe(true);
  }
});

test.each(updated.map(({ name, from }) => [name, from, dependencies[name]!] as const))(
  '%s: from %s to %s no version moves',
  (name) => {
    const using = models.filter(({ text }) => before(text, name) !== text);
    const outcomes = (program: ts.Program) =>
      using.map((model) => {
        const reader = readers.find(({ title }) => title === model.name)!;
        return [...readModel(ts, program, reader)].map(([title, reading]) => [title, outcome(reading)]);
      });
    const now = outcomes(librariesProgram(ts, using));
    expect(outcomes(librariesProgram(ts, using, ({ text }) => before(text, name)))).toEqual(now);
  },
);
