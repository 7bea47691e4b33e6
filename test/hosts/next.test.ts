import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Running } from '../support/package.js';
import { toolSet } from '../support/tools.js';
import { eventually } from '../support/until.js';
import { HostProject } from './bundlers/host-project.js';
import { blocksOf } from './bundlers/page.js';
import { configuration, sources, states } from './bundlers/scenarios.js';

// Follows docs/hosts/next.md: a page, a component of the browser, a server action and a route, with both bundlers.

const [config] = blocksOf('next').flatMap(({ language, block }) => (language === 'ts' ? [block] : []));
const hop3 = (a: string) => ({ 'src/hop3.ts': `export interface Hop3 { a: ${a} }` });
const [start, edited] = states.map(({ prints }) => prints?.deep ?? '');

const { compilerOptions } = JSON.parse(configuration());
const next = { lib: ['dom', 'es2022'], types: ['node'], jsx: 'react-jsx', noEmit: true, allowJs: true };
const call = "import { versionOf } from 'keyshape';\nimport type { Hop1 } from";
const files = {
  'src/hop1.ts': sources['src/hop1.ts'],
  'src/hop2.ts': sources['src/hop2.ts'],
  ...hop3('string'),
  'package.json': '{ "name": "service", "private": true }',
  'tsconfig.json': JSON.stringify({
    compilerOptions: { ...compilerOptions, ...next, esModuleInterop: true, skipLibCheck: true },
    include: ['next-env.d.ts', 'app', 'src', '.next/types/**/*.ts'],
  }),
  'next.config.ts': config,
  'app/layout.tsx': `export default function Layout({ children }: { children: React.ReactNode }) {
  return <html lang="en"><body>{children}</body></html>;
}
`,
  'app/page.tsx': `${call} '../src/hop1';
import { act } from './actions';
import { Button } from './button';

export const dynamic = 'force-dynamic';
export default async function Page() {
  return <main>{\`page:\${versionOf<Hop1>()} \${await act()}\`}<Button act={act} /></main>;
}
`,
  'app/button.tsx': `'use client';
${call} '../src/hop1';

export function Button({ act }: { act: () => Promise<string> }) {
  return <button onClick={() => act()}>{\`client:\${versionOf<Hop1>()}\`}</button>;
}
`,
  'app/actions.ts': `'use server';
${call} '../src/hop1';

export async function act(): Promise<string> {
  return \`action:\${versionOf<Hop1>()}\`;
}
`,
  // The recipe of docs/caches, and the same without a version.
  'app/cached/route.ts': `import { revalidateTag, unstable_cache } from 'next/cache';
${call} '../../src/hop1';

const find = unstable_cache(async () => crypto.randomUUID(), ['hop', versionOf<Hop1>()], { tags: ['hop:1'] });
const bare = unstable_cache(async () => crypto.randomUUID(), ['hop'], { tags: ['hop:1'] });
export async function GET() {
  return Response.json([await find(), await bare()]);
}
export async function DELETE() {
  revalidateTag('hop:1', { expire: 0 });
  return new Response();
}
`,
  'app/version/route.ts': `${call} '../../src/hop1';

export const dynamic = 'force-dynamic';
export function GET() {
  return new Response(\`route:\${versionOf<Hop1>()}\`);
}
`,
};

let project: HostProject;
beforeEach(() => {
  project = new HostProject('next', files, toolSet('next'));
});
afterEach(() => project.remove());

/** What the page and the route show, of a server that listens. */
async function shown(server: Running): Promise<string> {
  const [url] = /http:\S+/.exec(server.text()) ?? [];
  if (url === undefined) throw new Error(server.text());
  const texts = [await (await fetch(`${url}/version`)).text(), await (await fetch(url)).text()];
  return texts.join('\n');
}

/** What the two cached calls give, under the present version and under none. */
async function cached(server: Running): Promise<readonly string[]> {
  const [url] = /http:\S+/.exec(server.text()) ?? [];
  const read = async () => (await (await fetch(`${url}/cached`)).json()) as string[];
  const values = await read();
  expect(await read()).toEqual(values);
  return values;
}

/** Deletes by the tag, and expects that both are made anew. */
async function revalidate(server: Running): Promise<void> {
  const [url] = /http:\S+/.exec(server.text()) ?? [];
  const before = await cached(server);
  await fetch(`${url}/cached`, { method: 'DELETE' });
  const after = await cached(server);
  for (const value of before) expect(after).not.toContain(value);
}

const expectShown = (server: Running, version: string) =>
  eventually(async () => {
    const text = await shown(server);
    for (const kind of ['page', 'action', 'client', 'route']) expect(text).toContain(`${kind}:${version}`);
  }, 60_000);

test.each(['next build', 'next build --webpack'])('%s: one after the other', async (line) => {
  const versions = [];
  let before: readonly string[] = [];
  for (const a of ['string', 'number', 'any']) {
    project.write(hop3(a));
    const { code, text } = project.run(`npx ${line}`);
    if (a === 'any') {
      expect([code, text]).toEqual([1, expect.stringContaining('KS1001: Hop1.two[].three.a: ')]);
      expect(text).toMatch(/app\/version\/route\.ts\(6,\d+\)/);
      continue;
    }
    expect([text, code]).toEqual([text, 0]);
    const own = join(project.folder, 'node_modules/keyshape');
    renameSync(own, `${own}.away`);
    const config = join(project.folder, 'next.config.ts');
    renameSync(config, `${config}.away`);
    const server = project.start('npx next start -p 0 -H 127.0.0.1');
    try {
      await expectShown(server, a === 'string' ? start! : edited!);
      versions.push(a);
      // The cache outlives a build: an entry without a version is read by the next release.
      const values = await cached(server);
      if (a === 'string') before = values;
      else {
        expect(values[0]).not.toBe(before[0]);
        expect(values[1]).toBe(before[1]);
        await revalidate(server);
      }
    } finally {
      server.stop();
    }
    renameSync(`${own}.away`, own);
    renameSync(`${config}.away`, config);
  }
  expect(versions).toEqual(['string', 'number']);
});

test.each(['next dev', 'next dev --webpack'])('%s', async (line) => {
  const server = project.start(`npx ${line} -p 0 -H 127.0.0.1`);
  try {
    await expectShown(server, start!);
    project.write(hop3('number'));
    await expectShown(server, edited!);
    project.write(hop3('any'));
    await eventually(
      async () => expect(await shown(server)).toContain('KS1001: Hop1.two[].three.a: '),
      60_000,
    );
    project.write(hop3('string'));
    await expectShown(server, start!);
  } finally {
    server.stop();
  }
});
