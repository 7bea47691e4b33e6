import { compile } from '../../support/project.js';
import { compilers, loadCompiler } from '../../support/tools.js';
import { buildsOf, optionsFor } from './builds.js';
import { render } from './render.js';
import { runOutputs } from './run-outputs.js';
import { version } from './version.js';

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
