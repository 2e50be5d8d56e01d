import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { statusLine } from '../../../cli/output/status-line.js';

/** What is written when work tells of itself every `step` milliseconds, `times` times under each name. */
function written(isTTY: boolean, names: readonly string[], times: number, step: number): string[] {
  const lines: string[] = [];
  let time = 0;
  const line = statusLine({ isTTY, write: text => lines.push(`${text}`) > 0 }, () => time);
  for (const name of names)
    for (let i = 1; i <= times; i++) {
      time += step;
      line.show(name, () => `${i} of ${times}`);
    }
  line.end();
  return lines;
}

const clear = '\r\u001b[K';

test('what is over within a second is not spoken of', () => {
  for (const terminal of [true, false]) assert.equal(written(terminal, ['drawing'], 99, 10), []);
});

test('a terminal gets a line that moves ten times a second at most, and is gone at the end', () => {
  const lines = written(true, ['drawing'], 200, 10);
  assert.is(lines.length, 12);
  assert.ok(lines.every(line => line.startsWith(clear)));
  assert.match(lines[0]!, /drawing.* 100 of 200$/);
  assert.match(lines[10]!, /drawing.* 200 of 200$/);
  assert.is(lines[11], clear);
});

test('what is done next is said at once', () => {
  const lines = written(true, ['drawing', 'reading'], 1, 1000);
  assert.is(lines.length, 3);
  assert.match(lines[1]!, /reading.* 1 of 1$/);
});

test('elsewhere there is a plain line for each part', () => {
  assert.equal(written(false, ['drawing', 'reading'], 300, 10), ['drawing ...\n', 'reading ...\n']);
});

test.run();
