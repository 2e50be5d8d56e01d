import { spawnSync } from 'node:child_process';
import { type Callback, test } from 'uvu';

const hasTorch =
  'import sys; from importlib.util import find_spec; sys.exit(not (find_spec("torch") and find_spec("numpy")))';

/** A Python that has PyTorch; Debian's package belongs to the system's own Python, which need not be the first in PATH. */
const python = ['python3', '/usr/bin/python3'].find(
  command => spawnSync(command, ['-c', hasTorch], { timeout: 60_000 }).status === 0,
);
if (!python) console.log('skipped: no Python with PyTorch (Debian: python3-torch)');

/** A test that is skipped where PyTorch is missing. */
export const testWithTorch: (name: string, body: Callback) => void = python ? test : test.skip;

/** Runs a script of `codec/training/`. */
export function runPython(script: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(python!, [`codec/training/${script}`, ...args], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  return { status, stdout, stderr };
}
