// Runs a patched compiler in its own process, apart from Jest's module registry, and answers over IPC: one process for
// many builds is far faster than a process per build. Watch mode is driven by hand, so that no test waits for a timer.
const fs = require('node:fs');
const path = require('node:path');

// ts-patch 4 does not export the file, so it is loaded by path.
const ts = require(path.join(process.argv[2], 'node_modules/ts-patch/compiler/typescript.js'));

class Exit extends Error {
  constructor(code) {
    super(`exit ${code}`);
    this.code = code;
  }
}

let session;

function createSession() {
  const watchers = { files: new Map(), folders: new Map() };
  const timers = new Map();
  const made = { text: '', written: [], code: 0, timers, watchers };
  const add = (map, key, callback) => {
    const list = map.get(key) ?? [];
    map.set(key, [...list, callback]);
    return {
      close: () =>
        map.set(
          key,
          map.get(key).filter((other) => other !== callback),
        ),
    };
  };
  let next = 0;
  made.system = {
    ...ts.sys,
    args: [],
    write: (text) => {
      made.text += text;
    },
    writeOutputIsTTY: () => false,
    clearScreen: undefined,
    writeFile: (name, text, bom) => {
      made.written.push(name);
      ts.sys.writeFile(name, text, bom);
    },
    exit: (code) => {
      throw new Exit(code);
    },
    watchFile: (name, callback) => add(watchers.files, path.resolve(name), callback),
    watchDirectory: (name, callback) => add(watchers.folders, path.resolve(name), callback),
    setTimeout: (callback, _wait, ...args) => {
      next += 1;
      timers.set(next, () => callback(...args));
      return next;
    },
    clearTimeout: (id) => timers.delete(id),
  };
  return made;
}

function guarded(work) {
  try {
    work();
  } catch (error) {
    if (error instanceof Exit) session.code = error.code;
    else {
      session.code = 1;
      session.text += error.stack;
    }
  }
}

function settle() {
  for (let rounds = 0; session.timers.size > 0 && rounds < 100; rounds += 1) {
    const [[id, run]] = session.timers;
    session.timers.delete(id);
    guarded(run);
  }
}

function report() {
  const { text, written, code } = session;
  session.text = '';
  session.written = [];
  return { text, written, code };
}

const commands = {
  /** Starts a build; with --watch it stays. */
  run({ args }) {
    session = createSession();
    guarded(() => ts.executeCommandLine(session.system, () => {}, args));
    settle();
    return report();
  },
  /** Tells the watching build of files that were written or removed. */
  changed({ files }) {
    for (const file of files) {
      const kind = fs.existsSync(file) ? ts.FileWatcherEventKind.Changed : ts.FileWatcherEventKind.Deleted;
      for (const callback of session.watchers.files.get(file) ?? []) callback(file, kind, new Date());
      for (const [folder, callbacks] of session.watchers.folders) {
        if (file.startsWith(`${folder}${path.sep}`)) for (const callback of callbacks) callback(file);
      }
    }
    settle();
    return report();
  },
};

process.on('message', ({ id, command, ...given }) => process.send({ id, result: commands[command](given) }));
