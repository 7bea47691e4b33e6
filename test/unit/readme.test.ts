import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codes } from '../../src/calls/codes.js';
import { problemCodes } from '../../src/reader/index.js';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');

describe('the README', () => {
  test('lists every error code with its title', () => {
    const rows = [...readme.matchAll(/^\| (KS\d{4}) \| (.+?) \|/gm)].map(([, code, title]) => [code, title]);
    const titles = Object.entries(codes).map(([code, { title }]) => [code, title]);
    expect(rows).toEqual([...Object.entries(problemCodes), ...titles]);
  });
});
