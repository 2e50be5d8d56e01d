import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const command = suite('the command of the benchmark');
const cwd = fileURLToPath(new URL('../../', import.meta.url));

/** As a user starts it: under no npm, in whose environment a test may run. */
function bench(...args: readonly string[]) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('npm_')));
  return spawnSync('npm', ['run', ...args], { cwd, env, encoding: 'utf8', timeout: 60_000 });
}

command('npm run -s leaves standard output to the benchmark', () => {
  assert.match(bench('-s', 'bench', '--', '--help').stdout, /^usage: npm run -s bench/);
  const wrong = bench('-s', 'bench', '--', '--json', '--only', 'nothing');
  assert.is(wrong.stdout, '');
  assert.not.match(wrong.stderr, /banner/);
  assert.is(wrong.status, 2);
});

command('without -s, the JSON is not alone, and standard error says why', () => {
  const { stdout, stderr } = bench('bench', '--', '--json', '--only', 'nothing');
  assert.match(stdout, /^\n> grace-hdl@/);
  assert.match(stderr, /npm run -s bench -- --json/);
});

command.run();
