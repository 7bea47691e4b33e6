// The layers of src/ as the imports have them (those of types included): fails for an import that a layer may not have, and draws
// docs/layers.svg.
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
  compilers: ['calls', 'rewrite', 'reader', 'shape', 'error', 'disk', 'paths', 'process-end'],
  lock: ['shape', 'error', 'disk', 'file-draft', 'paths'],
  project: [
    'compilers',
    'rewrite',
    'calls',
    'reader',
    'lock',
    'version',
    'error',
    'disk',
    'file-draft',
    'paths',
  ],
  hosts: ['project', 'disk', 'paths'],
  cli: [
    'project',
    'compilers',
    'rewrite',
    'calls',
    'lock',
    'shape',
    'cache',
    'version',
    'error',
    'disk',
    'file-draft',
    'paths',
    'process-end',
  ],
  index: [],
  cache: ['index'],
  version: [],
  error: [],
  disk: [],
  'file-draft': [],
  paths: [],
  'process-end': [],
};
/** Packages that a layer may import; what is not listed may import what it needs. */
const packages = {
  shape: /^node:crypto$/,
  index: /^$/,
  cache: /^node:/,
  version: /^$/,
  error: /^$/,
  disk: /^node:(?:fs|path)$/,
  'file-draft': /^node:/,
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

/** Layers that can be reached from a layer over at least one other. */
function reachedOver(layer) {
  const reached = new Set();
  const visit = (from) => {
    for (const next of arrows.get(from)) {
      if (reached.has(next)) continue;
      reached.add(next);
      visit(next);
    }
  };
  for (const next of arrows.get(layer)) visit(next);
  return reached;
}

/**
 * A box for each layer, those that import it above. An arrow is an import that no longer way leads to as well (the transitive reduction): what a
 * layer imports beyond its arrows stands in the table at the head. Files of the top that stand alone are in a strip at the bottom.
 */
function draw() {
  const isFile = (layer) => files.includes(`${layer}.ts`) && layer !== 'index';
  const layers = [...arrows.keys()].filter((layer) => !isFile(layer));
  const shown = new Map(
    layers.map((layer) => {
      const longer = reachedOver(layer);
      return [layer, [...arrows.get(layer)].filter((other) => !isFile(other) && !longer.has(other)).sort()];
    }),
  );
  const depths = new Map();
  const depth = (layer) => {
    if (!depths.has(layer))
      depths.set(layer, Math.max(0, ...shown.get(layer).map((other) => depth(other) + 1)));
    return depths.get(layer);
  };
  for (const layer of layers) depth(layer);
  const top = Math.max(...depths.values());
  const rows = Array.from({ length: top + 1 }, (_, index) =>
    layers.filter((layer) => depths.get(layer) === top - index),
  );
  rows.push([...arrows.keys()].filter(isFile));
  const [width, height, stepX, stepY] = [110, 36, 150, 84];
  const full = Math.max(...rows.map((row) => row.length)) * stepX + 40;
  const place = new Map();
  rows.forEach((row, y) => {
    row.forEach((layer, index) => {
      place.set(layer, { x: full / 2 + (index - (row.length - 1) / 2) * stepX, y: 20 + y * stepY });
    });
  });
  const lines = [...shown].flatMap(([layer, others]) =>
    others.map((other) => {
      const [from, to] = [place.get(layer), place.get(other)];
      const [startY, endY] = [from.y + height, to.y - 4];
      // Over several rows straight down it would run behind the boxes between: from side to side then.
      const passes = Math.abs(from.x - to.x) < width / 2 && to.y - from.y > stepY;
      const [side, far, half] = [from.x - width / 2, from.x - stepX * 0.7, height / 2];
      const path = passes
        ? `M${side} ${from.y + half}C${far} ${from.y + half} ${far} ${to.y + half} ${side - 4} ${to.y + half}`
        : `M${from.x} ${startY}L${to.x} ${endY}`;
      return `  <path class="arrow" d="${path}" marker-end="url(#tip)"/>`;
    }),
  );
  const boxes = [...place].map(
    ([layer, { x, y }]) =>
      `  <rect x="${x - width / 2}" y="${y}" width="${width}" height="${height}" rx="6"/>\n  <text x="${x}" y="${y + 23}">${layer}${files.includes(`${layer}.ts`) ? '.ts' : '/'}</text>`,
  );
  const strip = 20 + (rows.length - 1) * stepY - 14;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${full}" height="${rows.length * stepY + 20}" font-family="sans-serif" font-size="14">
  <title>The layers of src/: an arrow is an import. Drawn by scripts/layers.mjs.</title>
  <style>rect { fill: #eef3fb; stroke: #4a6fa5 } .arrow { fill: none; stroke: #7a8699 } text { text-anchor: middle; fill: #1d2b3a } .strip { fill: none; stroke: #b9c2cf; stroke-dasharray: 4 3 } .note { fill: #5c6878; font-size: 12px }</style>
  <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#7a8699"/></marker></defs>
  <rect width="100%" height="100%" style="fill: #fff; stroke: none"/>
  <rect class="strip" x="20" y="${strip}" width="${full - 40}" height="${height + 46}" rx="8"/>
  <text class="note" x="${full / 2}" y="${strip + height + 36}">imported by all above that need it; they import nothing</text>
${lines.join('\n')}
${boxes.join('\n')}
</svg>
`;
}
