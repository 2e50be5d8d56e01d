import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { globs } from '../../../backend-sim/wave/glob.js';

const chosen = (...patterns: string[]): string[] => {
  const wanted = globs(patterns, 'top');
  return ['count', 'counter', 'u_line.count', 'u_line.u_fifo.head', 'u.lines'].filter(name => wanted(name.split('.')));
};

test('a name is that signal, or all of that instance', () => {
  assert.equal(chosen('count'), ['count']);
  assert.equal(chosen('u_line'), ['u_line.count', 'u_line.u_fifo.head']);
  assert.equal(chosen('u_line.u_fifo'), ['u_line.u_fifo.head']);
});

test('a star stands for anything, a question mark for one character, a dot for itself', () => {
  assert.equal(chosen('*count'), ['count', 'u_line.count']);
  assert.equal(chosen('count*'), ['count', 'counter']);
  assert.equal(chosen('u?line'), ['u_line.count', 'u_line.u_fifo.head']);
  assert.equal(chosen('u.l*'), ['u.lines']);
  assert.equal(chosen('*').length, 5);
});

test('the name of the top may stand in front, and several patterns add up', () => {
  assert.equal(chosen('top.count', 'top.u.*'), ['count', 'u.lines']);
});

test.run();
