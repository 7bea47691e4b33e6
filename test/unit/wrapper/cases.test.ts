import { hostedProgram } from '../../../src/project/hosted/hosted-program.js';
import { compile, type Files } from '../../support/project.js';
import { compilers, loadCompiler } from '../../support/tools.js';
import { cases, fillings, isNameless, nameless, reference, shared, textOf } from './cases.js';

/** Compiles cases, and says what became of each: the filled types, the errors, the number of guards. */
function outcomes(version: (typeof compilers)[number], chosen: Files, others: Files = shared) {
  const compiler = loadCompiler(version);
  const compilerOptions = {
    target: compiler.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    experimentalDecorators: true,
  };
  const built = compile({ ...others, ...chosen, 'reference.ts': reference }, { compiler, compilerOptions });
  const { files } = hostedProgram(compiler, built.program, {}).analysis();
  const known = fillings(
    [...files.get('/project/reference.ts')!.replacements.values()].map(({ value }) => value),
  );
  return Object.keys(chosen).map((name) => {
    const result = files.get(`/project/${name}`);
    const filled = [...(result?.replacements ?? [])]
      .filter(([, { kind }]) => kind === 'argument')
      .sort(([a], [b]) => a.pos - b.pos)
      .map(([, { value }]) => known.get(value) ?? value);
    const errors = built.errors.flatMap((error) =>
      error.startsWith(`${name}(`) ? [/KS\d{4}/.exec(error)?.[0] ?? error] : [],
    );
    return { filled, errors, guards: result?.guards.size ?? 0 };
  });
}

const named = cases.map((one, index) => [one, `case-${index}.ts`] as const);
const expected = cases.map(({ filled = [], errors = [], guards = 0 }) => ({ filled, errors, guards }));
const titled = <Value>(values: readonly Value[]) =>
  Object.fromEntries(values.map((value, index) => [cases[index]!.title, value]));

test.each([...compilers])('TypeScript %s: every call is filled, refused or caught', (version) => {
  const files = Object.fromEntries(named.map(([one, name]) => [name, textOf(one)]));
  expect(titled(outcomes(version, files))).toEqual(titled(expected));
});

// Together, one case makes every call be looked at; alone, names have to lead to it.
test('each alone is the same', () => {
  const { [nameless]: _, ...namely } = shared;
  const alone = named.map(
    ([one, name]) => outcomes('5.9', { [name]: textOf(one) }, isNameless(one) ? shared : namely)[0],
  );
  expect(titled(alone)).toEqual(titled(expected));
});
