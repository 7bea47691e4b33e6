import { describeVerdict, rows } from './rows.js';

test.each(rows)('$left → $right ($with): $verdict', (row) => {
  expect(describeVerdict(row)).toBe(row.verdict);
});
