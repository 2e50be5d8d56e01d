import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { didYouMean, near } from '../../../backend-sim/value/near.js';

const names = ['count', 'enable', 'u_line.count', 's_axis', 'm_axis'];

test('finds what a person may have meant, the nearest first', () => {
  assert.equal(near('cont', names), ['count', 'u_line.count']);
  assert.equal(near('enabel', names), ['enable']);
  assert.equal(near('ENABLE', names), ['enable']);
  assert.equal(near('t_axis', names), ['m_axis', 's_axis']);
  assert.equal(near('something else', names), []);
});

test('says so in words, or says nothing', () => {
  assert.is(didYouMean('t_axis', names), " Did you mean 'm_axis' or 's_axis'?");
  assert.is(didYouMean('zzzz', names), '');
});

test.run();
