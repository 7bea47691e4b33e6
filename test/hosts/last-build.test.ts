import { config, imports, RecordedProject, sources } from '../support/recorded-project.js';
import { presentTools } from '../support/tools.js';

// A build in which nothing changed reads no type. What it takes for unchanged must be so.
describe.each(presentTools('ts-patch-3', 'ts-patch-4'))('%s', (tools) => {
  let project: RecordedProject;
  beforeEach(() => {
    project = new RecordedProject(tools);
  });
  afterEach(() => project.remove());

  test('where nothing changed, no type is read', () => {
    project.expectFresh();
    project.breakReader();
    expect(project.build()).toEqual({ code: 0, text: '' });
    // No call sees it.
    project.write({ 'src/two.ts': `// edited\n${sources['src/two.ts']}` });
    expect(project.build()).toEqual({ code: 0, text: '' });
    project.write({ 'src/one.ts': `// edited\n${sources['src/one.ts']}` });
    expect(project.build().text).toContain('a type is read');
  });

  test('an import that leads elsewhere, with no source edited', () => {
    project.expectFresh();
    const before = project.versions();
    const elsewhere = { 'package.json': imports('two') };
    project.write(elsewhere);
    project.expectFresh(elsewhere);
    expect(project.versions()).not.toEqual(before);
  });

  test('an option of the compiler, or one of ours', () => {
    project.expectFresh();
    for (const options of [
      { strict: false },
      { plugins: [{ transform: 'keyshape/transform', transformProgram: true, length: 20 }] },
    ]) {
      const changed = { 'tsconfig.json': config(options) };
      project.write(changed);
      project.expectFresh(changed);
    }
  });
});
