// Loads compiled modules and answers with what they export.
const { pathToFileURL } = require('node:url');

process.on('message', async ({ file }) => {
  try {
    const exports = { ...(await import(pathToFileURL(file).href)) };
    process.send({ file, exports: JSON.parse(JSON.stringify(exports)) });
  } catch (error) {
    process.send({ file, error: String(error.stack) });
  }
});
