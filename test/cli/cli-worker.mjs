// Runs command lines of the packed keyshape, one after another: node starts once.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { commandLine, run } = await import(pathToFileURL(join(process.argv[2], 'dist/esm/cli/run.js')).href);

let last = Promise.resolve();
process.on('message', ({ id, cwd, args }) => {
  last = last.then(async () => {
    let text = '';
    const write = (more) => {
      text += more;
    };
    const io = {
      cwd,
      coloured: false,
      isTerminal: false,
      out: write,
      error: write,
      progress: () => undefined,
      paint: (_, painted) => painted,
    };
    const code = await run(commandLine(args), io);
    process.send({ id, code, text });
  });
});
