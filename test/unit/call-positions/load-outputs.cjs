// Loads the modules of a folder one after the other, in a process where keyshape is not installed, and answers with what each
// gave: `node load-outputs.cjs <folder> <file>…` prints JSON.
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const { pathToFileURL } = require('node:url');

let given;
const nothing = Symbol('nothing');

const element = (tag, props, children) => {
  const all = { ...props };
  if (children.length > 0) all.children = children.length === 1 ? children[0] : children;
  return typeof tag === 'function' ? tag(all) : { tag, ...all };
};

Object.assign(globalThis, {
  give(value) {
    given = value;
  },
  mark: (text) => (target, context) => {
    globalThis.give(text);
    void [target, context];
  },
  Box({ k, children }) {
    globalThis.give(k === undefined ? children : k);
    return children;
  },
  React: {
    createElement: (tag, props, ...children) => element(tag, props, children),
    Fragment: ({ children }) => children,
  },
});

const missing = () => Promise.reject(new Error('no such module'));

/** Scripts of AMD and System are no modules of Node. */
async function loadScript(file) {
  let loaded = {};
  const dependency = (name) => loadScript(path.join(path.dirname(file), name));
  let work = Promise.resolve();
  const define = (names, factory) => {
    work = (async () => {
      const given = { require: (_, resolve, reject) => missing().then(resolve, reject), exports: loaded };
      const all = [];
      for (const name of names) all.push(given[name] ?? (await dependency(name)));
      loaded = factory(...all) ?? loaded;
    })();
  };
  const System = {
    register(names, declare) {
      work = (async () => {
        const { setters, execute } = declare(
          (name, value) => {
            if (typeof name === 'object') Object.assign(loaded, name);
            else loaded[name] = value;
            return value;
          },
          { import: missing },
        );
        for (const [index, name] of names.entries()) setters[index](await dependency(name));
        await execute();
      })();
    },
  };
  vm.runInThisContext(`(function (define, System) { ${fs.readFileSync(file, 'utf8')}\n})`)(define, System);
  await work;
  return loaded;
}

async function load(file) {
  if (/^(?:define\(|System\.register\()/m.test(fs.readFileSync(file, 'utf8')))
    return (await loadScript(file)) ?? {};
  const loaded = await import(pathToFileURL(file).href);
  const main = loaded.default;
  return main !== null && typeof main === 'object' && main.__esModule ? main : loaded;
}

async function settled(file) {
  given = nothing;
  const loaded = await load(file);
  let value =
    given === nothing ? (typeof loaded === 'object' && 'default' in loaded ? loaded.default : loaded) : given;
  for (;;) {
    if (typeof value === 'function') {
      value = value();
      // An element that was made gave something.
      if (value === undefined && given !== nothing) value = given;
    } else if (value instanceof Promise) value = await value;
    else return value === undefined ? 'undefined' : value;
  }
}

(async () => {
  const [folder, ...files] = process.argv.slice(2);
  const answers = {};
  for (const file of files) {
    try {
      answers[file] = { value: await settled(path.join(folder, file)) };
    } catch (error) {
      answers[file] = { error: String(error) };
    }
  }
  process.stdout.write(JSON.stringify(answers));
})();
