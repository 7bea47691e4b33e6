import { HostProject } from './host-project.js';
import { readPage } from './page.js';
import { sources } from './scenarios.js';
import { describeBundler, keepsRawText } from './suite.js';

describeBundler({ name: 'webpack', output: 'dist/main.js', type: 'commonjs', watchesNewFiles: true });
keepsRawText('webpack');

const cache = (version: string) => `${version && "import type { VersionOf } from 'keyshape';"}
export function get<T>(key: string${version && ', version?: VersionOf<T>'}): T { return [key, ${version || '0'}] as never; }
`;

test('webpack: a cached module that had nothing of ours is built again when what it calls takes a version, and when it does not', () => {
  const project = new HostProject('webpack', {
    ...sources,
    ...readPage('webpack').files,
    'package.json': '{ "name": "service", "private": true, "type": "commonjs" }',
    'src/cache.ts': cache(''),
    'src/main.ts':
      "import { get } from './cache';\nimport type { Open } from './open';\nconsole.log(JSON.stringify(get<Open>('k')));\n",
  });
  try {
    for (const [version, printed] of [
      ['', '["k",0]'],
      ['version', '["k","ae0641aa065f366e"]'],
      ['', '["k",0]'],
    ] as const) {
      project.write({ 'src/cache.ts': cache(version) });
      expect(project.run(readPage('webpack').build)).toMatchObject({ code: 0 });
      expect(project.runOutput('dist/main.js').text.trim()).toBe(printed);
    }
  } finally {
    project.remove();
  }
});
