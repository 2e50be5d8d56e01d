import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runPython, testWithTorch } from './python.js';

testWithTorch('the modules that are trained compute what the authors of the published ones do', () => {
  const { status, stdout, stderr } = runPython('check.py', 'test/codec/data/fomm-zero-64.safetensors');
  assert.is(status, 0, stderr);
  assert.match(stdout, /kp_detected/);
  assert.match(stdout, /frame1\.prediction/);
});

test.run();
