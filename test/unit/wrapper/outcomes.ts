import { hostedProgram } from '../../../src/project/hosted/hosted-program.js';
import { compile, type Files } from '../../support/project.js';
import { type compilers, loadCompiler } from '../../support/tools.js';
import { cases, fillings, reference, shared } from './cases.js';

/** Compiles cases, and says what became of each: the filled types, the errors, the number of guards. */
export function outcomes(version: (typeof compilers)[number], chosen: Files, others: Files = shared) {
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

/** The cases, each with its file. */
export const named = cases.map((one, index) => [one, `case-${index}.ts`] as const);
export const expected = cases.map(({ filled = [], errors = [], guards = 0 }) => ({ filled, errors, guards }));
/** Values of the cases, by their titles. */
export const titled = <Value>(values: readonly Value[]) =>
  Object.fromEntries(values.map((value, index) => [cases[index]!.title, value]));
