import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCounts } from './counts.js';

/** What uvu prints at the end of a file. */
const totals = (total: number, passed: number, skipped: number): string =>
  `  Total:     ${total}\n  Passed:    ${passed}\n  Skipped:   ${skipped}\n  Duration:  1ms\n`;

test('tests are counted as uvu counts them', () => {
  assert.equal(readCounts(totals(5, 4, 2), 1), { passed: 4, failed: 1, skipped: 2 });
});

test('a file that registers nothing fails', () => {
  assert.is(readCounts(totals(0, 0, 0), 0).trouble, 'no test ran');
  assert.is(readCounts('', 0).failed, 1);
});

test('a file whose tests are all skipped, for want of what they run, does not', () => {
  assert.equal(readCounts(totals(0, 0, 2), 0), { passed: 0, failed: 0, skipped: 2 });
});

test('a process that ends badly after its tests fails', () => {
  assert.is(readCounts(totals(3, 3, 0), 7).failed, 1);
  assert.is(readCounts(totals(0, 0, 2), 7).failed, 1);
});

test.run();
