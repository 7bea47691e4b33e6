import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/tools.js';
import { HostProject } from './bundlers/host-project.js';
import { sources, states } from './bundlers/scenarios.js';

// Follows the table of docs/hosts/generate.md.

const page = readFileSync(join(root, 'docs/hosts/generate.md'), 'utf8');
const rows = [...page.matchAll(/^\| ([\w ,]+?) \| `(.*)` \|$/gm)].map(([, name, line]) => [name!, line!]);
const lines = new Map(rows.map(([name, line]) => [name!, line!]));

/** One module, because each compiler has rules of its own for paths of imports. */
const main = `import { versionOf } from 'keyshape';
import type { Hop1 } from './hop1';

enum State { Open = 'open' }
console.log(JSON.stringify([versionOf<Hop1>(), State.Open]));
`;

test('what keyshape generate writes goes through swc, Babel, Deno and tsc', () => {
  const project = new HostProject('generate', {
    'tsconfig.json': JSON.stringify({
      ...JSON.parse(sources['tsconfig.json']!),
      exclude: ['dist'],
    }),
    'package.json': '{ "name": "service", "private": true, "type": "module" }',
    'src/hop1.ts': sources['src/hop1.ts'],
    'src/hop2.ts': sources['src/hop2.ts'],
    'src/console.d.ts': sources['src/platform.d.ts'],
    'src/main.ts': main,
  });
  try {
    for (const state of states.slice(0, 2)) {
      project.write({ 'src/hop3.ts': sources['src/hop3.ts'], ...state.files });
      const generate = 'node node_modules/keyshape/dist/esm/cli/main.js generate --outDir generated';
      expect(project.run(generate)).toMatchObject({ code: 0 });
      const printed = JSON.stringify([state.prints!.deep, 'open']);
      for (const name of ['swc', 'Babel', 'tsc, of any version']) {
        const line = lines.get(name)!;
        expect([name, project.run(name.startsWith('tsc') ? `${line} --outDir dist` : line)]).toMatchObject([
          name,
          { code: 0 },
        ]);
        expect([name, project.runOutput('dist/main.js')]).toEqual([name, { code: 0, text: `${printed}\n` }]);
        project.write({ 'dist/main.js': undefined });
      }
      expect(project.run(lines.get('Deno')!)).toMatchObject({ code: 0, text: `${printed}\n` });
    }
  } finally {
    project.remove();
  }
});
