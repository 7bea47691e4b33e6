import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { packedPackage } from '../support/package.js';
import { isOnPath, type Server, startServer } from '../support/servers.js';
import { root } from '../support/tools.js';

const text = readFileSync(join(root, 'docs/caches/README.md'), 'utf8');
const fixture = join(root, 'fixtures/caches');

/** The code blocks, by the heading that they stand under. */
const recipes = [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(({ 1: code = '', index }) => {
  const headings = [...text.slice(0, index).matchAll(/^##+ (.+)$/gm)];
  return { name: headings.at(-1)?.[1] ?? '', code };
});

// What the documentation takes for granted.
const before = `
let row = { name: 'Ada' };
const db = { reads: 0, async find(_) { db.reads += 1; return row; }, async update(_, change) { row = { ...row, ...change }; } };
function check(holds) { if (!holds) throw new Error('the recipe does not hold'); }
`;
const after = '\nprocess.exit(0);\n';

/** What an application has set up before, by heading. */
const setUp: Readonly<Record<string, string>> = {
  OpenTelemetry: `
const telemetry = await import('@opentelemetry/sdk-metrics');
const exporter = new telemetry.InMemoryMetricExporter(telemetry.AggregationTemporality.CUMULATIVE);
const reader = new telemetry.PeriodicExportingMetricReader({ exporter });
metrics.setGlobalMeterProvider(new telemetry.MeterProvider({ readers: [reader] }));
async function counted() {
  await reader.forceFlush();
  const [{ dataPoints }] = exporter.getMetrics().at(-1).scopeMetrics[0].metrics;
  return Object.fromEntries(dataPoints.map(({ attributes, value }) => [attributes.type, value]));
}
`,
};

/** What a build makes of the intrinsics, with a version for all types. */
function built(code: string): string {
  return code
    .replaceAll(/\bversionOf<User>\(\)/g, "'0123456789abcdef'")
    .replaceAll(/\bkeyFor<User>\(/g, "('0123456789abcdef:' + ")
    .replaceAll(/^import .* from 'keyshape';\n/gm, '');
}

(isOnPath('redis-server') ? describe : describe.skip)('docs/caches over a Redis', () => {
  let server: Server;
  let folder = '';
  beforeAll(async () => {
    server = await startServer('redis-server');
    folder = mkdtempSync(join(fixture, '.recipes-'));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(packedPackage(), join(folder, 'node_modules/keyshape'), 'junction');
    symlinkSync(join(root, 'node_modules/ioredis'), join(folder, 'node_modules/ioredis'), 'junction');
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await server.kill();
  });

  test.each(recipes.map(({ name, code }, index) => [`${index + 1}: ${name}`, code]))(
    '%s',
    async (name, code) => {
      const heading = name.replace(/^\d+: /, '');
      const { outputText } = ts.transpileModule(built(code), {
        compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
      });
      const file = join(folder, `${name.replace(/\W+/g, '-')}.mjs`);
      const imports = outputText.match(/^import .*;$/gm) ?? [];
      writeFileSync(
        file,
        [...imports, before, setUp[heading] ?? '', outputText.replaceAll(/^import .*;$/gm, ''), after].join(
          '\n',
        ),
      );
      // Each has the server for itself.
      const env = {
        ...process.env,
        REDIS_URL: `redis://127.0.0.1:${server.port}/${Number.parseInt(name, 10)}`,
      };
      await promisify(execFile)(process.execPath, [file], { env, timeout: 60_000 });
    },
  );
});
