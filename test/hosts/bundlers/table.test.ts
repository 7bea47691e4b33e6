import { join } from 'node:path';
import { type Builder, startBuilder } from '../../support/builder.js';
import { HostProject } from './host-project.js';
import { sources, states } from './scenarios.js';

let builder: Builder;
beforeAll(() => {
  builder = startBuilder('ts-patch-3');
});
afterAll(() => builder.stop());

test('what the table says is what tspc makes', async () => {
  const project = new HostProject('ts-patch-3', { ...sources, 'package.json': '{}' });
  try {
    for (const { name, files, prints } of states) {
      project.write(files);
      const options = [
        '--outDir',
        join(project.folder, 'out'),
        '--module',
        'commonjs',
        '--moduleResolution',
        'node10',
      ];
      const { code } = await builder.run('-p', project.folder, ...options);
      if (prints === undefined) expect([name, code]).toEqual([name, 2]);
      else expect([name, JSON.parse(project.runOutput('out/main.js').text)]).toEqual([name, prints]);
    }
  } finally {
    project.remove();
  }
});
