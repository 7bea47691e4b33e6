// Jest has no `import` of ES modules in its sandbox, and TypeScript 7's API is nothing else: it is loaded out here, by
// the reader's own names, and handed in. What `loadNative` does itself is tested on the built package.
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { TestEnvironment } = require('jest-environment-node');

const entries = { '7.0': ['unstable/sync', 'unstable/ast'], 7.1: ['sync', 'ast'] };

module.exports = class NativeEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.loadNativeForTests = async (folder, version) => {
      const fromFolder = createRequire(join(folder, 'package.json'));
      const name = `typescript-${version}`;
      const [module, ast] = await Promise.all(
        entries[version].map((entry) => import(pathToFileURL(fromFolder.resolve(`${name}/${entry}`)).href)),
      );
      const files =
        version === '7.1' ? await import(pathToFileURL(fromFolder.resolve(`${name}/fs`)).href) : undefined;
      const disk = files?.serverFS.useOS;
      return { version: fromFolder(`${name}/package.json`).version, module, ast, disk };
    };
  }
};
