import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import compiler from 'typescript';
import { buildHosted } from '../support/hosted-build.js';
import { sources } from './service.js';
import { config, plant, summary } from './tree.js';

test('the record of the last build, which a build has versions from, is none for verify', async () => {
  const tree = plant({ ...sources, 'tsconfig.json': config({ incremental: true }) });
  const project = { folder: tree.folder, configFile: join(tree.folder, 'tsconfig.json') };
  const { outputs } = buildHosted(compiler, project, true);
  tree.write(outputs);
  const records = join(tree.folder, 'node_modules/.cache/keyshape');
  const [name] = readdirSync(records).filter((one) => one.endsWith('-versions.json'));
  const text = readFileSync(join(records, name!), 'utf8').split('\n')[1]!;
  const forged = text.replaceAll(/"[\da-f]{64}"/g, `"${'0'.repeat(64)}"`);
  expect(forged).not.toBe(text);
  const seal = createHash('sha256').update(forged).digest('hex');
  writeFileSync(join(records, name!), `${seal}\n${forged}`);
  // A build believes it: what verify said of it would show.
  tree.write({ 'src/more.ts': 'export const more = 1;\n' });
  const misled = buildHosted(compiler, project, true).outputs;
  expect(Object.values(misled).join('')).toContain('0000000000000000');
  tree.write({ ...outputs, 'out/more.js': misled['out/more.js']! });
  expect(summary(await tree.verify())).toEqual([]);
  tree.dispose();
});
