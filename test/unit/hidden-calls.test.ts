import { hiddenCalls } from '../support/hidden-calls.js';
import { compile } from '../support/project.js';
import { compilers, loadCompiler } from '../support/tools.js';

describe.each([...compilers])('TypeScript %s leaves no call of a module held as a value', (name) => {
  const compiler = loadCompiler(name);
  test.each(hiddenCalls)('%s', (_, files, becomes) => {
    const { errors, outputs } = compile(files, { compiler });
    const expected = expect.stringMatching(/^(?:main|third)\.ts\(\d+,\d+\): KS2004: `versionOf`/);
    expect(errors).toEqual(becomes === 'KS2004' ? [expected] : []);
    if (becomes === 'replaced') expect(outputs['main.js']).toMatch(/v = "[0-9a-f]{16}";/);
  });
});
