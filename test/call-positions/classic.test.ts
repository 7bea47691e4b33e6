import { compile, compileMain } from '../support/project.js';
import { compilers, loadCompiler } from '../support/tools.js';
import { buildsOf, optionsFor } from './builds.js';
import { render } from './render.js';
import { runOutputs } from './run-outputs.js';

/** The version of `User`, as the plainest call gives it. */
const version = /"([0-9a-f]{16})"/.exec(
  compileMain(
    "import { versionOf } from 'keyshape';\nexport const v = versionOf<{ id: number; name: string }>();\n",
  ).js,
)![1]!;

describe.each([...compilers])('TypeScript %s replaces a call in every position', (name) => {
  const compiler = loadCompiler(name);
  const number = Number(name);
  test.each(buildsOf(number))('%s', (_, build) => {
    const turn = buildsOf(number).findIndex(([, other]) => other === build);
    const rendered = render(number, build, turn, version);
    const { options, errors: wrong } = compiler.convertCompilerOptionsFromJson(
      optionsFor(number, build),
      '/project',
    );
    expect(wrong).toEqual([]);
    const { outputs, errors } = compile(rendered.files, { compiler, compilerOptions: options });
    expect(errors).toEqual([]);
    const expected = Object.fromEntries([...rendered.modules].map(([key, { value }]) => [key, value]));
    expect(runOutputs(rendered, build, outputs)).toEqual(expected);
    expect(rendered.modules.size).toBeGreaterThan(100);
  });
});
