import { eventually } from '../../support/until.js';
import { HostProject } from './host-project.js';
import { readPage } from './page.js';
import { errorPlace, sources, states } from './scenarios.js';

// Starts the server of the project's own configuration, and shows what a server-side module gets.
const script = `import { createServer } from 'vite';

const served = {
  name: 'served',
  configureServer(server) {
    server.middlewares.use('/printed', async (_, response) => {
      try {
        response.end(JSON.stringify((await server.ssrLoadModule('/src/calls.ts')).versions));
      } catch (error) {
        response.end(error.message);
      }
    });
  },
};
const server = await createServer({ server: { port: 0, host: '127.0.0.1' }, plugins: [served], clearScreen: false });
await server.listen();
server.printUrls();
`;

let project: HostProject;
beforeEach(() => {
  project = new HostProject('vite', {
    ...sources,
    ...readPage('vite').files,
    'serve.mjs': script,
    'package.json': JSON.stringify({ name: 'service', private: true, type: 'module' }),
  });
});
afterEach(() => project.remove());

test('the development server, for the browser and for the server side', async () => {
  const server = project.start('node serve.mjs');
  try {
    await eventually(() => expect(server.text()).toMatch(/http:\S+/), 60_000);
    const [url] = /http:\S+(?=\/)/.exec(server.text())!;
    const get = async (path: string) => (await fetch(url + path)).text();
    for (const { name, files, prints } of states) {
      const before = server.text().length;
      project.write(files);
      await eventually(async () => {
        const [browser, printed] = [await get('/src/calls.ts'), await get('/printed')];
        if (prints) {
          expect([name, printed]).toEqual([name, JSON.stringify(prints)]);
          expect(browser).toContain(`deep: "${prints.deep}"`);
        } else {
          for (const text of [browser, printed]) {
            expect(text).toMatch(errorPlace);
            expect(text).toContain('KS1001: Hop1.two[].three.a: ');
          }
        }
      });
      // A page that shows the module is told.
      if (name !== 'start') {
        await eventually(() => expect(server.text().slice(before)).toMatch(/page reload src\/calls\.ts/));
      }
    }
  } finally {
    server.stop();
  }
});
