// The layers of src/ as the imports have them (those of types included): holds the arrows, and draws docs/layers.svg.
// `node scripts/layers.mjs` draws; `--check` fails where the picture is not current; `--source FOLDER` looks at another tree.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import ts from 'typescript';

/** What a layer may import, itself aside. What stands in no list is refused: a new layer is a decision, and is written here. */
const mayImport = {
  shape: ['error'],
  reader: ['shape'],
  calls: ['reader', 'version', 'error', 'paths'],
  rewrite: ['calls'],
  // Emitting on TypeScript 7 takes the edited texts; reading never does.
  compilers: ['calls', 'rewrite', 'reader', 'shape', 'error', 'paths'],
  lock: ['shape', 'error', 'paths'],
  project: ['compilers', 'rewrite', 'calls', 'reader', 'lock', 'version', 'error', 'paths'],
  hosts: ['project', 'paths'],
  cli: ['project', 'compilers', 'rewrite', 'calls', 'lock', 'shape', 'cache', 'version', 'error', 'paths'],
  index: [],
  cache: ['index'],
  version: [],
  error: [],
  paths: [],
};
/** Packages that a layer may import; what is not listed may import what it needs. */
const packages = {
  shape: /^node:crypto$/,
  index: /^$/,
  cache: /^node:/,
  version: /^$/,
  error: /^$/,
  paths: /^node:path$/,
};

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { check: { type: 'boolean' }, source: { type: 'string' } } });
const source = values.source ?? join(root, 'src');
const picture = join(root, 'docs/layers.svg');

const layerOf = (file) => file.replace(/(\/.*|\.ts)$/, '');
const files = readdirSync(source, { recursive: true })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'))
  .sort();

/** @type {Map<string, string[]>} the files that a file imports */
const imports = new Map();
/** @type {Map<string, Set<string>>} the layers that a layer imports */
const arrows = new Map();
const problems = [];

for (const file of files) {
  const layer = layerOf(file);
  const found = [];
  imports.set(file, found);
  if (!arrows.has(layer)) arrows.set(layer, new Set());
  if (!(layer in mayImport)) problems.push(`${file}: no layer ${layer} is known to scripts/layers.mjs`);
  for (const { fileName } of ts.preProcessFile(readFileSync(join(source, file), 'utf8')).importedFiles) {
    if (!fileName.startsWith('.')) {
      if (packages[layer]?.test(fileName) === false) problems.push(`${file} imports ${fileName}`);
      continue;
    }
    const target = posix.join(dirname(file), fileName).replace(/\.js$/, '.ts');
    found.push(target);
    const other = layerOf(target);
    if (other === layer) continue;
    arrows.get(layer).add(other);
    if (!mayImport[layer]?.includes(other)) problems.push(`${file} imports ${target}: against the arrows`);
  }
}
problems.push(...cycles());

if (!values.source) {
  const drawn = draw();
  if (!values.check) writeFileSync(picture, drawn);
  else if (readFileSync(picture, 'utf8') !== drawn)
    problems.push('docs/layers.svg is not current: run `node scripts/layers.mjs`');
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Files that import one another, each circle once. */
function cycles() {
  const told = [];
  const state = new Map();
  const visit = (file, path) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      told.push(`a circle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
      return;
    }
    state.set(file, 'open');
    for (const next of imports.get(file) ?? []) visit(next, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of files) visit(file, []);
  return told;
}

/** A box for each layer, those that import it above; an arrow for each import of a layer by another. */
function draw() {
  const depths = new Map();
  const depth = (layer) => {
    if (!depths.has(layer)) {
      depths.set(layer, 0);
      const below = [...arrows.get(layer)].map((other) => depth(other) + 1);
      depths.set(layer, Math.max(0, ...below));
    }
    return depths.get(layer);
  };
  for (const layer of arrows.keys()) depth(layer);
  const top = Math.max(...depths.values());
  const rows = Array.from({ length: top + 1 }, (_, index) =>
    [...arrows.keys()].filter((layer) => depths.get(layer) === top - index),
  );
  const [width, height, stepX, stepY] = [110, 36, 150, 84];
  const full = Math.max(...rows.map((row) => row.length)) * stepX + 40;
  const place = new Map();
  rows.forEach((row, y) => {
    row.forEach((layer, index) => {
      // Rows are shifted against each other, so that an arrow over two rows does not run through a box.
      const x = full / 2 + (index - (row.length - 1) / 2) * stepX + (y % 2 === 0 ? 18 : -18);
      place.set(layer, { x, y: 20 + y * stepY });
    });
  });
  const lines = [...arrows].flatMap(([layer, others]) =>
    [...others].sort().map((other) => {
      const [from, to] = [place.get(layer), place.get(other)];
      return `  <line x1="${from.x}" y1="${from.y + height}" x2="${to.x}" y2="${to.y - 4}" marker-end="url(#tip)"/>`;
    }),
  );
  const boxes = [...place].map(
    ([layer, { x, y }]) =>
      `  <rect x="${x - width / 2}" y="${y}" width="${width}" height="${height}" rx="6"/>\n  <text x="${x}" y="${y + 23}">${layer}${files.includes(`${layer}.ts`) ? '.ts' : '/'}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${full}" height="${rows.length * stepY + 20}" font-family="sans-serif" font-size="14">
  <title>The layers of src/: an arrow is an import. Drawn by scripts/layers.mjs.</title>
  <style>rect { fill: #eef3fb; stroke: #4a6fa5 } line { stroke: #7a8699 } text { text-anchor: middle; fill: #1d2b3a }</style>
  <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#7a8699"/></marker></defs>
  <rect width="100%" height="100%" style="fill: #fff; stroke: none"/>
${lines.join('\n')}
${boxes.join('\n')}
</svg>
`;
}
