// One table of what every compiler answered when the tests of test/matrix and test/native last ran, beside the versions on
// record. Exit code 1 where one answered otherwise.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../node_modules/.cache/keyshape/conformance/', import.meta.url));
const lines = readdirSync(folder).map((name) => JSON.parse(readFileSync(folder + name, 'utf8')));
const subjects = [...new Set(lines.map(({ what }) => what))].sort();
const compilers = [...new Set(lines.map(({ compiler }) => compiler))].sort((a, b) =>
  a.localeCompare(b, 'en', { numeric: true }),
);

const cell = (compiler, what) => {
  const line = lines.find((one) => one.compiler === compiler && one.what === what);
  if (!line) return '-';
  return line.differences === 0 ? `${line.compared} equal` : `${line.differences} of ${line.compared} DIFFER`;
};
const rows = [
  ['TypeScript', ...subjects],
  ...compilers.map((one) => [one, ...subjects.map((what) => cell(one, what))]),
];
const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
for (const row of rows)
  console.log(
    row
      .map((text, column) => text.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );

const different = lines.filter(({ differences }) => differences > 0).length;
console.log(
  `${compilers.length} compilers, ${different === 0 ? 'no difference' : `${different} cells differ`}`,
);
process.exitCode = different === 0 ? 0 : 1;
