import { spawnSync } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** A Python that has PyTorch; Debian's package belongs to the system's own Python, which need not be the first in PATH. */
const python = ['python3', '/usr/bin/python3'].find(
  command => spawnSync(command, ['-c', 'import torch'], { timeout: 60_000 }).status === 0,
);

const run = python ? test : test.skip;
if (!python) console.log('skipped: no Python with PyTorch (Debian: python3-torch)');

run('the modules that are trained compute what the authors of the published ones do', () => {
  const { status, stdout, stderr } = spawnSync(
    python!,
    ['codec/training/check.py', 'test/codec/data/fomm-zero-64.safetensors'],
    { encoding: 'utf8', timeout: 60_000 },
  );
  assert.is(status, 0, stderr);
  assert.match(stdout, /kp_detected/);
  assert.match(stdout, /frame1\.prediction/);
});

test.run();
