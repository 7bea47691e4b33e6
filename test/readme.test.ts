import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemCodes } from '../src/reader/index.js';
import { codes } from '../src/transform/codes.js';

const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

describe('the README', () => {
  test('lists every error code with its title', () => {
    const rows = [...readme.matchAll(/^\| (KS\d{4}) \| (.+?) \|/gm)].map(([, code, title]) => [code, title]);
    const titles = Object.entries(codes).map(([code, { title }]) => [code, title]);
    expect(rows).toEqual([...Object.entries(problemCodes), ...titles]);
  });
});
